import { KubeObject } from '../objects';
import { KindDef } from '../kinds';

/** One change of one object, at one resource version. */
export interface Change {
  resourceVersion: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  def: KindDef;
  /** As it is after the change; of a deleted one, as it was at last. */
  object: KubeObject;
  previous?: KubeObject;
}

/** So many changes a watch can catch up on; older ones are compacted. */
const KEPT = 5_000;

/** The last changes, for watches that resume and lists that go on. */
export class History {
  private changes: Change[] = [];
  /** Changes up to this version are no longer known. */
  private compactedAt = 0;

  add(change: Change): void {
    this.changes.push(change);
    if (this.changes.length > 2 * KEPT) {
      const dropped = this.changes.splice(0, this.changes.length - KEPT);
      this.compactedAt = dropped[dropped.length - 1].resourceVersion;
    }
  }

  compact(resourceVersion: number): void {
    this.changes = [];
    this.compactedAt = resourceVersion;
  }

  get oldest(): number {
    return this.compactedAt;
  }

  /** What came after `resourceVersion`; `undefined` when that is no longer known. */
  since(resourceVersion: number): readonly Change[] | undefined {
    return resourceVersion < this.compactedAt
      ? undefined
      : this.changes.filter(change => change.resourceVersion > resourceVersion);
  }
}
