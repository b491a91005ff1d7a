import { practiceSections } from './practice-sections.js';
import type { Section } from './section.js';
import { workSections } from './work-sections.js';

/** Every part that has a form; the others are YAML alone. A new one is a table. */
export const sections: readonly Section[] = [...practiceSections, ...workSections];

export const sectionOf = (part: string): Section | null => sections.find((section) => section.part === part) ?? null;
