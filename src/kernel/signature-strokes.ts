const LONGEST = 200_000;

/** Whether a signature pad wrote this: a JSON list of at least one stroke, of bounded length. */
export function isSignature(text: string): boolean {
  if (text.length > LONGEST) return false;
  try {
    const strokes: unknown = JSON.parse(text);
    return Array.isArray(strokes) && strokes.length > 0;
  } catch {
    return false;
  }
}
