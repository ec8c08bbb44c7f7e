/** How a participant page has received sound decoded. */
export interface SoundsInPage {
  /**
   * Plays the track that `trackOf` gives, so that nobody hears it, and another one as soon as it gives another: a repair of media brings new
   * tracks. Returns what ends it.
   */
  play(trackOf: () => MediaStreamTrack | undefined): () => void;
}

declare global {
  interface Window {
    playwrightOpenviduSounds?: SoundsInPage;
  }
}

export interface PlaySoundsOptions {
  /** Time between two looks whether a sound is played, ms. */
  readonly lookEveryMs: number;
}

/**
 * Runs in the page before any of its scripts. Chromium decodes no sound that nobody plays, and then has no figures for it; and in a
 * process that gets no time it may begin to play and never be asked for sound. Self-contained, because the browser gets its source text only.
 */
export function playSounds({ lookEveryMs }: PlaySoundsOptions): void {
  if (window.playwrightOpenviduSounds) return;
  window.playwrightOpenviduSounds = {
    play(trackOf) {
      const sound = new Audio();
      sound.muted = true;
      let played: MediaStreamTrack | undefined;
      let playedUntil: number | undefined;
      const look = () => {
        const track = trackOf();
        if (track === played && sound.currentTime !== playedUntil) {
          playedUntil = sound.currentTime;
          return;
        }
        played = track;
        sound.srcObject = track ? new MediaStream([track]) : null;
        playedUntil = undefined;
        if (track) sound.play().catch((error) => console.warn('playwright-openvidu cannot play received sound', error));
      };
      look();
      const timer = setInterval(look, lookEveryMs);
      return () => {
        clearInterval(timer);
        sound.srcObject = null;
      };
    },
  };
}
