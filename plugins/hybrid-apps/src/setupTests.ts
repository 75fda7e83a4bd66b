import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { READ_AT } from './__testUtils__/build';

// The first render of a lazy part takes its time on a busy machine.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });

// jsdom has none of them. The layout runs for real, only not in a thread of
// its own.
const { Worker } = require('elkjs/lib/elk-worker.min.js');

// On a machine that is busy it may take too long, and then is to be ended.
Worker.prototype.terminate = () => {};
global.Worker = Worker;
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = function scrollTo(to?: ScrollToOptions | number) {
  if (typeof to === 'object') {
    this.scrollTop = to.top ?? this.scrollTop;
    // As in browsers, later than whoever scrolls.
    queueMicrotask(() => this.dispatchEvent(new Event('scroll')));
  }
};
global.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// Whatever day it is, the pages are read when the fixtures say. Of all that
// fake timers replace, only the time of day is: timers go on by themselves.
const LEFT_ALONE: FakeableAPI[] = [
  'cancelAnimationFrame',
  'cancelIdleCallback',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
  'setImmediate',
  'setInterval',
  'setTimeout',
];
beforeEach(() => {
  jest.useFakeTimers({ now: new Date(READ_AT), doNotFake: LEFT_ALONE });
});
