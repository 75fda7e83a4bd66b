/**
 * A place in a file; lines and columns count from 1.
 * @public
 */
export interface Place {
  /** As it was asked for; `-` for standard input. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/**
 * What a reader of manifests has to say about a place.
 * @public
 */
export interface Remark extends Place {
  /** `problem`: bad input, which is left out of the answers; `note`: passed over on purpose. */
  readonly kind: 'problem' | 'note';
  /** In words. */
  readonly message: string;
}

/**
 * One Kubernetes object of a file.
 * @public
 */
export interface Manifest {
  /** As the file has it: nobody vouches for its shape. */
  readonly object: object;
  /**
   * Where a field stands, by its path like `spec.ingress[0].from[1]`: the nearest
   * one around it when the file does not have it.
   */
  place(path: string): Place;
}

/**
 * What files hold.
 * @public
 */
export interface Manifests {
  /** In the order of the files, which are sorted. */
  readonly manifests: readonly Manifest[];
  /** What is not among them, and why. */
  readonly remarks: readonly Remark[];
}
