// What a channel needs of the thing that carries its messages: BroadcastChannel, MessagePort, a Worker or
// anything of that shape. It listens and posts; it never opens or closes a transport, which is its owner's.

/** Posts to all others on it. Messages may be lost, doubled or reordered. */
interface Postable {
  postMessage(message: Uint8Array): void;
}

type OnEvent = (event: { readonly data?: unknown }) => void;
type OnData = (data: unknown) => void;

/** BroadcastChannel, MessagePort and a browser's Worker. */
export interface EventTransport extends Postable {
  addEventListener(type: 'message' | 'close', listener: OnEvent): void;
  removeEventListener(type: 'message' | 'close', listener: OnEvent): void;
  /** A port whose listeners were added holds its messages back until it is started. */
  start?(): void;
}

/** A Worker of node:worker_threads. */
export interface EmitterTransport extends Postable {
  on(type: 'message' | 'exit', listener: OnData): unknown;
  off(type: 'message' | 'exit', listener: OnData): unknown;
}

export type Transport = EventTransport | EmitterTransport;

export interface TransportListener {
  readonly message: (data: unknown) => void;
  /** The other end is gone for good. */
  readonly end: () => void;
}

/** @returns how to stop listening. */
export function listenTo(transport: Transport, listener: TransportListener): () => void {
  return 'addEventListener' in transport
    ? listenToEvents(transport, listener)
    : listenToEmitter(transport, listener);
}

function listenToEvents(transport: EventTransport, listener: TransportListener): () => void {
  const message: OnEvent = (event) => {
    listener.message(event.data);
  };
  transport.addEventListener('message', message);
  transport.addEventListener('close', listener.end);
  transport.start?.();
  return () => {
    transport.removeEventListener('message', message);
    transport.removeEventListener('close', listener.end);
  };
}

function listenToEmitter(transport: EmitterTransport, listener: TransportListener): () => void {
  transport.on('message', listener.message);
  transport.on('exit', listener.end);
  return () => {
    transport.off('message', listener.message);
    transport.off('exit', listener.end);
  };
}
