/** A set of small numbers of a fixed range. */
export type Bits = Uint32Array;

export function noBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffffffff);
  if (size % 32 !== 0) {
    bits[bits.length - 1] = 2 ** (size % 32) - 1;
  }
  return bits;
}

export function addBit(bits: Bits, index: number): void {
  bits[index >>> 5] |= 1 << (index & 31);
}

export function hasBit(bits: Bits, index: number): boolean {
  return (bits[index >>> 5] & (1 << (index & 31))) !== 0;
}

export function combineBits(
  a: Bits,
  b: Bits,
  combine: (a: number, b: number) => number,
): Bits {
  const result = new Uint32Array(a.length);
  for (let i = 0; i < a.length; i++) {
    result[i] = combine(a[i], b[i]);
  }
  return result;
}

export function eachBit(bits: Bits, visit: (index: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let rest = bits[word];
    while (rest !== 0) {
      const lowest = rest & -rest;
      visit((word << 5) + 31 - Math.clz32(lowest));
      rest ^= lowest;
    }
  }
}
