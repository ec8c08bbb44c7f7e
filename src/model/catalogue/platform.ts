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
  'platform.cpuShare': metric(
    'CPU of the busiest node',
    'ratio',
    'none',
    'platform',
    'direct',
    none,
    'CPU in use of all that the busiest node has; of the embedded server, of its one thread.',
  ),
  'platform.memoryShare': metric(
    'Memory of the fullest node',
    'ratio',
    'none',
    'platform',
    'direct',
    none,
    'Memory in use of all that the fullest node has.',
  ),
  'platform.networkOutShare': metric(
    'Network of the busiest node',
    'ratio',
    'none',
    'platform',
    'direct',
    none,
    "Traffic sent, of the interface's speed, where it is known.",
  ),
} as const;
