import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

/**
 * A logger that keeps what it is told. That of backend-test-utils is the same, but
 * takes each file that imports it seconds to load, as it comes with a whole backend.
 */
export function mockLogger(): jest.Mocked<LoggerService> {
  const logger: jest.Mocked<LoggerService> = {
    error: jest.fn(),
    warn: jest.fn(),
    info: jest.fn(),
    debug: jest.fn(),
    child: jest.fn<LoggerService, [meta: JsonObject]>(() => logger),
  };
  return logger;
}
