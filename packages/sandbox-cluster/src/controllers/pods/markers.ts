/**
 * What is wrong with an image is told by its name, so that a manifest alone
 * can call for a failure.
 */
export function imageIsMissing(image: string): boolean {
  return image.includes('does-not-exist');
}

export function failsReadiness(image: string): boolean {
  return image.includes('failing-readiness');
}

export function failsLiveness(image: string): boolean {
  return image.includes('failing-liveness');
}

export function crashes(image: string): boolean {
  return image.includes('crash-loop');
}

/** containerd's words for a reference that its registry does not know. */
export function pullError(image: string): string {
  return (
    `failed to pull and unpack image "${image}": ` +
    `failed to resolve reference "${image}": ${image}: not found`
  );
}
