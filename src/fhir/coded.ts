// The small shapes that FHIR R4 is made of, and the addresses that say what a code of ours means.

export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json | undefined };
export type JsonMap = { readonly [name: string]: Json | undefined };

/** `base` is the address under which this practice serves FHIR: it makes identifiers and codes ours. */
export type Base = string;

export const codeable = (base: Base, list: string, code: string, text: string): JsonMap => ({ coding: [{ system: `${base}/CodeSystem/${list}`, code, display: text }], text });

/** Somebody of the practice, named and not linked: Rounds serves no resource of people. */
export const staff = (base: Base, { key, name }: { key: string; name: string }): JsonMap => ({ type: 'Practitioner', identifier: { system: `${base}/people`, value: key }, display: name });

export const extension = (base: Base, name: string, value: JsonMap): JsonMap => ({ url: `${base}/StructureDefinition/${name}`, ...value });

/** What a resource says under a name, where that is text. */
export const wordIn = (resource: JsonMap, name: string): string => {
  const value = resource[name];
  return typeof value === 'string' ? value : '';
};

/** Seconds and zone always, as `instant` asks for. */
export const moment = (at: Date): string => at.toISOString();

/** FHIR knows neither null nor empty lists: what is not there is left out. */
export const filled = (parts: Readonly<Record<string, Json | null | undefined>>): JsonMap =>
  Object.fromEntries(Object.entries(parts).flatMap(([name, value]) => (value === null || value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[name, value]])));
