// What JSON.stringify leaves as it is although nobody can see it: C1 controls, separators and marks that turn the direction.
const invisible = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/g;

/** Data as JSON to be read by people: everything unprintable stands as its escape. */
export function visibleJson(data: unknown): string {
  return JSON.stringify(data, null, 2).replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
