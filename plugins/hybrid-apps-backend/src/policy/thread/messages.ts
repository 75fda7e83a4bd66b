import { PodTemplates } from '@hybrid-apps/network-policy';
import { StoreChange } from '../feed';
import { PolicyKind } from '../policyStore';
import { Answer, Question } from '../questions';
import { ReaderOn } from '../reader';

/** What a mirror is made with. */
export interface StoreStart {
  /** The cluster's. */
  name: string;
  kinds: readonly PolicyKind[];
  templates: PodTemplates;
}

/** A question, and to whom it is answered. */
export interface Asked {
  store: number;
  id: number;
  question: Question;
  by: string;
}

/** What the thread is told, in order. Stores go by numbers, readers by their keys. */
export type ToThread =
  | { store: number; start: StoreStart }
  | { store: number; changes: readonly StoreChange[] }
  | { store: number; end: true }
  | { reader: ReaderOn }
  | { forget: string }
  | Asked;

/** That the thread begins with the question of that id, and what it answers to it. */
export type FromThread =
  | { id: number; begun: true }
  | { id: number; answer: Answer }
  | { id: number; refused: 'input' | 'notFound'; message: string }
  | { id: number; failed: string };

/** What the thread is started with. */
export interface ThreadData {
  role: 'hybrid-apps-policy';
}
