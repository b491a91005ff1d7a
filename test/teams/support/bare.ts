/** mrkdwn as a person reads it; plain text as it is. */
export const bare = ({ type, text }: { type?: unknown; text?: unknown }): string => {
  const shown = typeof text === 'string' ? text : '';
  if (type !== 'mrkdwn') return shown;
  return shown.replace(/<https?:[^|>]*\|([^>]*)>/g, '$1').replace(/\*([^*]+)\*/g, '$1').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
};
