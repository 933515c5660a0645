// What a mark says when it is pointed at: the lines it carries. The tables say the same to whoever does not
// point.

/** A datum with something to say. */
export interface Spoken {
  readonly lines: readonly string[];
}

const GAP_PX = 14;

const box = document.createElement('div');
box.className = 'tooltip';
box.setAttribute('aria-hidden', 'true');
box.hidden = true;
document.body.append(box);

/** Vega's handler of tooltips: `value` is the datum, or nothing where the pointer left the mark. */
export function showTooltip(_: unknown, event: MouseEvent, __: unknown, value: unknown): void {
  box.hidden = !isSpoken(value);
  if (!isSpoken(value)) return;
  box.replaceChildren(...value.lines.map(lineElement));
  place(event);
}

function isSpoken(value: unknown): value is Spoken {
  return typeof value === 'object' && value !== null && 'lines' in value;
}

function lineElement(text: string): HTMLElement {
  const line = document.createElement('div');
  line.textContent = text;
  return line;
}

/** Beside the pointer, on the side where there is room. */
function place({ clientX, clientY }: MouseEvent): void {
  const { width, height } = box.getBoundingClientRect();
  const left = clientX + GAP_PX + width < innerWidth ? clientX + GAP_PX : clientX - GAP_PX - width;
  const top =
    clientY + GAP_PX + height < innerHeight ? clientY + GAP_PX : clientY - GAP_PX - height;
  box.style.left = `${Math.max(left, 0)}px`;
  box.style.top = `${Math.max(top, 0)}px`;
}
