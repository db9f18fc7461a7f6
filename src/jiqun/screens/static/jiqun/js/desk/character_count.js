// 字数 as the engine counts it (kinds/character_count.py): each CJK character and full-width mark is one, a
// run of Latin letters, digits and half-width marks is one, spaces and line ends are none.
import { BOUNDARIES, NATURES } from "./counting_table.js";

const NOTHING = 0,
  ONE = 1,
  RUN = 2;

export function countCharacters(text) {
  let count = 0,
    inRun = false;
  for (const character of text) {
    const nature = natureOf(character.codePointAt(0));
    if (nature === RUN) {
      if (!inRun) count += 1;
      inRun = true;
    } else if (nature !== NOTHING) {
      if (nature === ONE) count += 1;
      inRun = false;
    }
  }
  return count;
}

function natureOf(code) {
  let low = 0,
    high = BOUNDARIES.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (BOUNDARIES[middle] <= code) low = middle;
    else high = middle - 1;
  }
  return Number(NATURES[low]);
}
