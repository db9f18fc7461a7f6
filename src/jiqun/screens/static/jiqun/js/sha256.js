// SHA-256 (FIPS 180-4) of a file, step by step: the browser's own is there over HTTPS alone, and wants the
// file whole.
const BLOCK = 64;
const STEP = 1024 * 1024;

const firstBits = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32);
const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n += 1) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);
const START = PRIMES.slice(0, 8).map((prime) => firstBits(Math.sqrt(prime)));
const ROUNDS = Int32Array.from(PRIMES, (prime) => firstBits(Math.cbrt(prime)));

class Sha256 {
  constructor() {
    this.state = Int32Array.from(START);
    this.schedule = new Int32Array(64);
    this.rest = new Uint8Array(0);
    this.length = 0;
  }

  update(more) {
    this.length += more.length;
    let bytes = more;
    if (this.rest.length) {
      bytes = new Uint8Array(this.rest.length + more.length);
      bytes.set(this.rest);
      bytes.set(more, this.rest.length);
    }
    let from = 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (; from + BLOCK <= bytes.length; from += BLOCK) this.block(view, from);
    this.rest = bytes.slice(from);
  }

  hex() {
    const zeros = (2 * BLOCK - 9 - (this.length % BLOCK)) % BLOCK;
    const end = new Uint8Array(1 + zeros + 8);
    end[0] = 0x80;
    new DataView(end.buffer).setBigUint64(1 + zeros, BigInt(this.length) * 8n);
    this.update(end);
    return [...this.state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  block(view, from) {
    const w = this.schedule;
    for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(from + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15];
      const y = w[i - 2];
      const small = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const large = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + small + w[i - 7] + large) | 0;
    }
    const s = this.state;
    let a = s[0];
    let b = s[1];
    let c = s[2];
    let d = s[3];
    let e = s[4];
    let f = s[5];
    let g = s[6];
    let h = s[7];
    for (let i = 0; i < 64; i += 1) {
      const turnedE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + turnedE + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
      const turnedA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (turnedA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    s[0] += a;
    s[1] += b;
    s[2] += c;
    s[3] += d;
    s[4] += e;
    s[5] += f;
    s[6] += g;
    s[7] += h;
  }
}

// The digest of a file in hexadecimal digits; `goOn` is asked between the steps.
export async function digestOf(file, goOn) {
  const digest = new Sha256();
  for (let from = 0; from < file.size && goOn(); from += STEP) {
    digest.update(new Uint8Array(await file.slice(from, from + STEP).arrayBuffer()));
  }
  return digest.hex();
}
