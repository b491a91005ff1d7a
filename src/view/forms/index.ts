import { cancelForm, doneForm, reopenForm, restoreForm, sendBackForm } from './closing.js';
import type { TaskForm } from './form.js';
import { dueForm, extendForm, priorityForm, reassignForm, reviewerForm } from './planning.js';
import { blockForm, detailsForm, noteForm, startForm, waitForm } from './working.js';
import { onItForm, snoozeForm } from './until.js';

/** Every form on a task. A new one is a line here. */
export const taskForms: readonly TaskForm[] = [
  startForm, waitForm, blockForm, snoozeForm, onItForm, noteForm, detailsForm, doneForm, sendBackForm, cancelForm, reopenForm, restoreForm, reassignForm, reviewerForm, dueForm, extendForm, priorityForm,
];
