const LONGEST = 200_000;

/** A signature as lines of an SVG: the box, and for each stroke `x,y x,y …`. */
export interface DrawnSignature {
  readonly viewBox: string;
  readonly lines: readonly string[];
}

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

/** What a pad wrote, drawn again; null for what is no signature. Whole pixels: a point more or less changes nobody's name. */
export function drawnSignature(text: string): DrawnSignature | null {
  if (!isSignature(text)) return null;
  const strokes: unknown[] = JSON.parse(text);
  const lines = strokes.map(pointsOf).filter((points) => points.length > 0);
  const all = lines.flat();
  if (all.length === 0) return null;
  const [left, top] = [Math.min(...all.map(([x]) => x)), Math.min(...all.map(([, y]) => y))];
  const [right, bottom] = [Math.max(...all.map(([x]) => x)), Math.max(...all.map(([, y]) => y))];
  return {
    viewBox: `${left - 4} ${top - 4} ${right - left + 8} ${bottom - top + 8}`,
    // a dot is a line to itself, else nothing is drawn
    lines: lines.map((points) => (points.length === 1 ? [...points, ...points] : points).map(String).join(' ')),
  };
}

function pointsOf(stroke: unknown): (readonly [number, number])[] {
  const points: unknown = typeof stroke === 'object' && stroke !== null ? Reflect.get(stroke, 'points') : undefined;
  if (!Array.isArray(points)) return [];
  return points.flatMap((point: unknown) => {
    if (typeof point !== 'object' || point === null) return [];
    const [x, y]: unknown[] = [Reflect.get(point, 'x'), Reflect.get(point, 'y')];
    return typeof x === 'number' && typeof y === 'number' ? [[Math.round(x), Math.round(y)] as const] : [];
  });
}
