import { moveClock } from './client.js';
import { useDesk } from './context.js';
import { Icon } from './icon.js';
import { Menu } from './menu.js';
import { fullTime, untilMonday, untilMorning } from './times.js';
import { h } from './vendor/preact.js';

const HOUR = 3_600_000;

/** What time it is in the practice; a menu that moves it on where that is possible. */
export const Clock = () => {
  const { screen, notify } = useDesk();
  const now = new Date(screen.now);
  const shown = <time dateTime={screen.now}>{fullTime(now, screen.timezone)}</time>;
  if (!screen.movable) return shown;
  const move = (ms: number) => () => void moveClock(ms).catch((error: Error) => notify(error.message));
  const entries = [
    { label: '15 minutes on', onPick: move(HOUR / 4) },
    { label: 'An hour on', onPick: move(HOUR) },
    { label: 'Four hours on', onPick: move(4 * HOUR) },
    { label: 'To tomorrow, 8 am', onPick: move(untilMorning(now, screen.timezone)) },
    { label: 'To next Monday, 8 am', onPick: move(untilMonday(now, screen.timezone)) },
  ];
  return (
    <Menu label="Move the clock" ownName className="clock-button" align="right" entries={entries}>
      {shown}
      <span class="sr-only">. Move the clock</span>
      <Icon name="down" />
    </Menu>
  );
};
