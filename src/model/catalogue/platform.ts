import { metric, none } from './metric.js';

/** Figures of the platform. */
export const platformMetrics = {
  'platform.cpu': metric(
    'Server CPU',
    'ratio',
    'none',
    'platform',
    'direct',
    none,
    'CPU of the platform, 1 is one core.',
  ),
  'platform.memory': metric('Server memory', 'MB', 'none', 'platform', 'direct', none, 'Memory of the platform.'),
  'platform.networkOut': metric(
    'Server media out',
    'Mbps',
    'none',
    'platform',
    'direct',
    none,
    'Media sent by the platform.',
  ),
} as const;
