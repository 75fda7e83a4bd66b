const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A number with one digit after its point at most, as the language writes it. */
export const number = (value: number, locale: string): string =>
  value.toLocaleString(locale, { maximumFractionDigits: 1 });

/** The power of 1024 that so many bytes are told in. */
export const unitOfBytes = (value: number): number =>
  1024 ** Math.max(0, Math.floor(Math.log2(value || 1) / 10));

/** Bytes as people write them, like `1.5 GiB`. */
export function bytes(value: number, locale: string): string {
  const power = Math.min(
    BINARY.length - 1,
    value < 1024 ? 0 : Math.floor(Math.log2(value) / 10),
  );
  return `${number(value / 1024 ** power, locale)} ${BINARY[power]}`;
}

/** Cores, as fine as Kubernetes counts them. */
export const cores = (value: number, locale: string): string =>
  value.toLocaleString(locale, { maximumFractionDigits: 3 });
