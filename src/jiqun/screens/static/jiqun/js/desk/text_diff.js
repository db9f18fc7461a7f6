// Two texts side by side, the characters in which they differ marked.

const MOST = 4000000; // steps; longer texts are marked whole between their common ends

export function showDifference(mine, theirs, mineElement, theirsElement) {
  const a = [...mine],
    b = [...theirs];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [inA, inB] = common(a.slice(start, a.length - end), b.slice(start, b.length - end));
  show(mineElement, a, start, inA);
  show(theirsElement, b, start, inB);
}

// For each character of both, whether it belongs to the longest common part.
function common(a, b) {
  const inA = new Array(a.length).fill(false),
    inB = new Array(b.length).fill(false);
  if (!a.length || !b.length || a.length * b.length > MOST) return [inA, inB];
  const width = b.length + 1;
  const best = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      best[i * width + j] =
        a[i] === b[j]
          ? best[(i + 1) * width + j + 1] + 1
          : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  let i = 0,
    j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      inA[i] = inB[j] = true;
      i += 1;
      j += 1;
    } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return [inA, inB];
}

function show(element, characters, start, inBoth) {
  element.replaceChildren();
  let run = "",
    marked = false;
  const put = () => {
    if (!run) return;
    const piece = marked ? document.createElement("mark") : document.createTextNode("");
    piece.textContent = run;
    element.append(piece);
    run = "";
  };
  characters.forEach((character, place) => {
    const inside = place >= start && place < start + inBoth.length;
    const differs = inside && !inBoth[place - start];
    if (differs !== marked) put();
    marked = differs;
    run += character;
  });
  put();
  if (!characters.length) element.textContent = "（空）";
}
