// `npm run teams:package [-- FILE]`: the app package that a Teams admin uploads, with this practice's app id and address in it.
import { readFileSync, writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { ConfigurationError, readConfig } from '../src/config.js';
import { exitCodeOf, explainStart } from './explain-start.js';

const part = (name: string) => readFileSync(new URL(`../../adapters/teams/app-package/${name}`, import.meta.url));
/** Where the manifest has an address of nobody's. */
const NOBODYS = 'https://rounds.example.org';
/** The oldest moment that a zip can say: the same input is the same file. */
const ALWAYS = new Date(1980, 0, 1);

/** Teams takes addresses with https alone; one that is none stays as it was, for somebody to write in. */
const manifestFor = (appId: string, publicUrl: string): string => {
  const text = part('manifest.json').toString().replaceAll('TEAMS_APP_ID', appId);
  return publicUrl.startsWith('https://') ? text.replaceAll(NOBODYS, publicUrl.replace(/\/$/, '')) : text;
};

try {
  const { teams, publicUrl } = readConfig(process.env);
  if (teams === null || teams === 'playground') throw new ConfigurationError(['TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD (or TEAMS_APP_CERTIFICATE) are not set: the package names the app that they belong to. See docs/teams.md.']);
  const file = process.argv[2] ?? 'rounds-teams.zip';
  const manifest = manifestFor(teams.appId, publicUrl);
  writeFileSync(file, zipSync({ 'manifest.json': strToU8(manifest), 'color.png': part('color.png'), 'outline.png': part('outline.png') }, { mtime: ALWAYS }));
  console.log(`${file} written. Upload it in the Teams admin center: Teams apps, Manage apps, Upload.`);
  if (manifest.includes(NOBODYS)) console.log(`Its addresses are still ${NOBODYS}: set PUBLIC_URL to your own, with https, and make it again.`);
} catch (error) {
  console.error(explainStart(error));
  process.exitCode = exitCodeOf(error);
}
