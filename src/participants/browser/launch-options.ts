import type { LaunchOptions } from '@playwright/test';

export interface ChromiumLaunch {
  /** Absent: the browser that Playwright would start by itself. */
  readonly executablePath?: string;
  /** Frames per second of the fake camera. Default 30; without it Chromium's fake device gives 20 whatever is asked. */
  readonly framesPerSecond?: number;
  /** Whether this process is root, under which Chromium refuses its sandbox. Default: looked up. */
  readonly asRoot?: boolean;
}

/** How a browser for participants is launched: fake camera and microphone, autoplay, and no traffic of the browser's own. */
export function chromiumLaunchOptions({
  executablePath,
  framesPerSecond = 30,
  asRoot = process.getuid?.() === 0,
}: ChromiumLaunch = {}): LaunchOptions {
  return {
    headless: true,
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      `--use-fake-device-for-media-stream=fps=${framesPerSecond}`,
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  };
}
