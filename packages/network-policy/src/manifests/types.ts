/** A place in a file; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a reader of manifests has to say about a place. */
export interface Remark extends Place {
  /** `problem`: bad input, which is left out of the answers; `note`: passed over on purpose. */
  readonly kind: 'problem' | 'note';
  readonly message: string;
}

/** One Kubernetes object of a file. */
export interface Manifest {
  readonly object: object;
  /**
   * Where a field stands, by its path like `spec.ingress[0].from[1]`: the nearest
   * one around it when the file does not have it.
   */
  place(path: string): Place;
}

/** What files hold. */
export interface Manifests {
  readonly manifests: readonly Manifest[];
  readonly remarks: readonly Remark[];
}
