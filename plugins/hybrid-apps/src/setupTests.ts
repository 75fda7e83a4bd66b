import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The first render of a lazy part takes its time on a busy machine.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });

// jsdom has neither of them. The layout runs for real, only not in a thread of
// its own.
const { Worker } = require('elkjs/lib/elk-worker.min.js');

global.Worker = Worker;
global.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
