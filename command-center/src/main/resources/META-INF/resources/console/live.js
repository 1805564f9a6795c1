const LONGEST_WAIT_MS = 15_000;
const SILENCE_MS = 10_000;

/**
 * The live link to the hub: one frame a second at most, a full one first and after every gap.
 * It opens again by itself, waiting longer each time.
 */
export class LiveLink {
  constructor(token, { onFrame, onState, onRefused }) {
    this.token = token;
    this.onFrame = onFrame;
    this.onState = onState;
    this.onRefused = onRefused;
    this.waitMs = 500;
    this.open();
  }

  open() {
    this.onState('connecting');
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const bearer = encodeURIComponent(`quarkus-http-upgrade#Authorization#Bearer ${this.token}`);
    this.opened = false;
    this.socket = new WebSocket(`${scheme}://${location.host}/api/v1/live`, ['bearer-token-carrier', bearer]);
    this.socket.onopen = () => {
      this.opened = true;
      this.waitMs = 500;
      this.onState('connected');
      if (this.bbox) this.look(this.bbox);
      this.watch();
    };
    this.socket.onmessage = (message) => {
      this.watch();
      this.onFrame(JSON.parse(message.data));
    };
    this.socket.onclose = () => this.again();
  }

  /** A link that falls silent is as good as closed, though TCP may not know for minutes. */
  watch() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket.close(), SILENCE_MS);
  }

  again() {
    clearTimeout(this.silence);
    if (this.ended) return;
    this.onState('lost');
    if (!this.opened) this.onRefused();
    this.retry = setTimeout(() => this.open(), this.waitMs);
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
  }

  look(bbox) {
    this.bbox = bbox;
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ bbox }));
  }

  end() {
    this.ended = true;
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.socket.close();
  }
}
