// The countdowns of a page.
import { startClocks } from "./desk/clock.js";

startClocks();
