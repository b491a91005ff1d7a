import type { SeedMessage } from './double/types.js';

// Ids as the starter playbook and the playground's own people have them. Names of patients are invented, and the practice's habit
// (initials, chart numbers) is what a careful front desk writes.
const front = 'C0FRONT';
const general = 'C0GENERAL';

/** A morning at a family practice: what comes in by voicemail, fax, portal and chat. */
export const messages: SeedMessage[] = [
  { channel: general, from: 'U0DANA', minutesAgo: 285, text: 'Good morning. Dr Patel starts at 10 today, her 8:30 and 9:00 were moved yesterday. Printer at Main Street is on its last toner, the new one comes Thursday.' },
  { channel: front, from: 'U0SAM', minutesAgo: 268, text: 'Voicemail (0:41): “Hi, this is R. Alvarez, chart 20418. I have the visit with Dr Patel tomorrow at two and I cannot get off work. Could somebody call me about another day? Mornings are best. Thanks.”' },
  {
    channel: front, from: 'U0MARIA', minutesAgo: 251, text: 'Fax in from Northside Cardiology: they need the referral and last EKG for chart 31077 *before Wednesday*, they will not see him without.',
    replies: [{ from: 'U0SAM', minutesAgo: 246, text: 'Referral is in the system but unsigned. EKG is from May.' }],
  },
  { channel: front, from: 'U0PATEL', minutesAgo: 224, text: 'Can someone chase the MRI prior auth for chart 18853? Submitted last Tuesday, the patient asks every day. Plan is BlueCross, reference BX-77120.' },
  { channel: front, from: 'U0SAM', minutesAgo: 201, text: 'Portal message sitting since Friday: “Is it ok to take the new tablets together with my vitamin D? Nobody answered yet.” – chart 20933' },
  { channel: general, from: 'U0PATEL', minutesAgo: 190, text: 'Please do not double-book my 11:20s this week, the residents are with me.' },
  { channel: front, from: 'U0MARIA', minutesAgo: 166, text: 'Walk-in: new patient packet for chart 40112 came back without the insurance card and the consent page. First visit is on Thursday 9:40.' },
  { channel: front, from: 'U0DANA', minutesAgo: 131, text: 'Mrs K. (chart 27761) called twice. She wants to move Friday’s follow-up to next week, any afternoon. I promised a call back today.' },
  { channel: front, from: 'U0SAM', minutesAgo: 97, text: 'Fax: Aetna denied the sleep study, chart 22640, “medical necessity not established”. Letter is dated the 16th, 3 pages, on the scanner.' },
  { channel: 'C0BILLING', from: 'U0PRIYA', minutesAgo: 88, text: 'Remittance from Aetna: the sleep study of chart 22640 is denied, CO-50. Ben, can you take the appeal? The letter is in the scanner folder.' },
  {
    channel: front, from: 'U0MARIA', minutesAgo: 74, text: 'School nurse at Lincoln needs the asthma action plan for chart 35519 signed by tomorrow or he cannot go on the trip.',
    replies: [
      { from: 'U0DANA', minutesAgo: 70, text: 'Form is in Dr Patel’s tray, she has ten minutes after lunch.' },
      { from: 'U0MARIA', minutesAgo: 66, text: 'Thank you. Somebody has to fax it afterwards though.' },
    ],
  },
  { channel: front, from: 'U0SAM', minutesAgo: 48, text: 'Voicemail (0:28): “This is the pharmacy on Oak Street, we have a question on a refill for chart 19006, the dose changed and the script says the old one. Please call.”' },
  { channel: front, from: 'U0DANA', minutesAgo: 12, text: 'The exam room 3 otoscope is dead again. Can someone open a ticket with the supplier? We need it for the physicals tomorrow.' },
  { channel: front, from: 'U0ALEX', minutesAgo: 4, text: 'Rounds is on in this workspace. Any message here can become a task with an owner and a due date: the ⋯ beside it, then *Create task*. `/rounds` shows what is yours.' },
];
