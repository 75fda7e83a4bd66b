import { casesIn } from '../__testUtils__/cases';

describe('a VirtualMachine that runs', () => {
  it.each(casesIn(__dirname, 'running.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

describe('a VirtualMachine that is to start', () => {
  it.each(casesIn(__dirname, 'starting.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

describe('a VirtualMachine that is off', () => {
  it.each(casesIn(__dirname, 'stopped.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

describe('a VirtualMachineInstance', () => {
  it.each(casesIn(__dirname, 'instance.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

describe('sets of VMs', () => {
  it.each(casesIn(__dirname, 'sets.yaml'))('%s', (_, { answers, expected }) => {
    expect(answers()).toEqual([expected]);
  });
});
