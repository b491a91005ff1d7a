import { hoursForm } from './hours.js';
import { personForm } from './people.js';
import { queueForm, turnOffForm, turnOnForm } from './queues.js';
import { ruleForm, ruleOutForm } from './rules.js';
import type { SetupForm } from './scene.js';
import { goBackForm } from './versions.js';

/** Every form of setup. A new one is a line here. */
export const setupForms: readonly SetupForm[] = [personForm, queueForm, turnOnForm, turnOffForm, hoursForm, ruleForm, ruleOutForm, goBackForm];
