const [MOVE_MS, STAGGER_MS] = [280, 80];
const [LIT, RING] = [3, 1.5]; // as in crowd.css: the radius of a disc, and the middle of a ring's line
const RIM = 2; // what is seen of a dot beyond its own box

type Place = { x: number; y: number };
/** Where the middles of dots are in their frame, by the dots' ids. */
export type Places = Map<string, Place>;

/** Dots on their way. `seen` is where they are shown now. */
export type Flight = { seen(): Places; end(): void };

const dotsIn = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>("[data-dot]")];

export function placesIn(root: HTMLElement): Places {
  const frame = root.getBoundingClientRect();
  return new Map(
    dotsIn(root).map((dot) => {
      const { x, y, width, height } = dot.getBoundingClientRect();
      return [dot.dataset.dot!, { x: x + width / 2 - frame.x, y: y + height / 2 - frame.y }];
    }),
  );
}

/**
 * Paints the dots on their way from those places to where they are, over the dots themselves, which are there at once. To move hundreds of
 * elements is to style each of them anew for every frame, and a browser without a graphics card comes to nothing else meanwhile. It ends
 * early when the frame becomes another size, because what is below the picture has moved then.
 */
export function fly(root: HTMLElement, canvas: HTMLCanvasElement, from: Places): Flight {
  const begun = performance.now();
  const travellers = travellersOf(root, from);
  const paint = travellers.length > 0 ? painter(root, canvas, travellers) : null;
  let frame = 0;
  let isOver = false;
  const end = () => {
    isOver = true;
    cancelAnimationFrame(frame);
    canvas.hidden = true;
  };
  const seenAt = (now: number) => travellers.map((traveller) => ({ ...traveller, ...placeOf(traveller, now - begun) }));
  const size = sizeOf(root);
  const draw = (now: number) => {
    if (!paint || now - begun > MOVE_MS + STAGGER_MS || sizeOf(root) !== size) return end();
    paint(seenAt(now));
    frame = requestAnimationFrame(draw);
  };
  draw(begun);
  return { end, seen: () => new Map(isOver ? [] : seenAt(performance.now()).map(({ id, x, y }) => [id, { x, y }])) };
}

const sizeOf = ({ offsetWidth, offsetHeight }: HTMLElement) => `${offsetWidth} ${offsetHeight}`;

type Traveller = { id: string; isLit: boolean; from: Place; to: Place; delay: number };

/** Who is somewhere else than before. */
function travellersOf(root: HTMLElement, before: Places): Traveller[] {
  const now = placesIn(root);
  return dotsIn(root).flatMap((dot, i, all) => {
    const id = dot.dataset.dot!;
    const [from, to] = [before.get(id), now.get(id)!];
    if (!from || Math.hypot(from.x - to.x, from.y - to.y) < 1) return [];
    return { id, isLit: dot.dataset.lit !== undefined, from, to, delay: (i / all.length) * STAGGER_MS };
  });
}

function placeOf({ from, to, delay }: Traveller, millis: number): Place {
  const left = (1 - Math.min(Math.max((millis - delay) / MOVE_MS, 0), 1)) ** 4; // of the way: quick at first, then gently
  return { x: to.x + (from.x - to.x) * left, y: to.y + (from.y - to.y) * left };
}

type Paint = (dots: readonly (Place & { isLit: boolean })[]) => void;

/** What paints travellers on a canvas over all of their ways, and covers where they are to be. Null where nothing can be painted. */
function painter(root: HTMLElement, canvas: HTMLCanvasElement, travellers: readonly Traveller[]): Paint | null {
  const context = canvas.getContext("2d");
  if (!context) return null;
  const dot = dotsIn(root)[0]!;
  const [surface, reach] = [surfaceOf(dot), dot.offsetWidth / 2 + RIM];
  const { left, top, width, height } = layOver(
    canvas,
    travellers.flatMap(({ from, to }) => [from, to]),
    reach,
  );
  const { fill, stroke } = getComputedStyle(canvas);
  const cover = new Path2D();
  for (const { to } of travellers) cover.rect(to.x - reach, to.y - reach, 2 * reach, 2 * reach);
  return (dots) => {
    const [discs, rings] = [new Path2D(), new Path2D()];
    for (const { x, y, isLit } of dots) {
      const [path, radius] = isLit ? ([discs, LIT] as const) : ([rings, RING] as const);
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.clearRect(left, top, width, height);
    context.fillStyle = surface;
    context.fill(cover);
    context.fillStyle = fill;
    context.fill(discs);
    context.strokeStyle = stroke;
    context.stroke(rings);
  };
}

/** Lays the canvas over places of its frame, so that what is painted there in the frame's coordinates is sharp. */
function layOver(canvas: HTMLCanvasElement, places: readonly Place[], reach: number) {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, top] = [Math.floor(Math.min(...xs) - reach), Math.floor(Math.min(...ys) - reach)];
  const [width, height] = [Math.ceil(Math.max(...xs) + reach) - left, Math.ceil(Math.max(...ys) + reach) - top];
  const scale = window.devicePixelRatio;
  canvas.hidden = false;
  Object.assign(canvas, { width: width * scale, height: height * scale });
  Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  canvas.getContext("2d")?.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
  return { left, top, width, height };
}

/** What dots are seen on. */
function surfaceOf(dot: Element): string {
  for (let at = dot.parentElement; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\)|.*\/ 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return "Canvas";
}
