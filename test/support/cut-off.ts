import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a test database that can be cut, as when its server dies, and mended; or held, as when its server is slow, and let go. */
export type CutOff = { uri: string; cut(): Promise<void>; mend(): Promise<void>; hold(): void; letGo(): void; close(): Promise<void> };

const upstreamOf = (uri: string) => {
  const host = decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? '');
  const [name, port] = host.split(':');
  return host.startsWith('/') ? { path: host } : { host: name ?? '127.0.0.1', port: Number(port) };
};

const HOST = '127.0.0.1';

/** Stands between a client and the server that `uri` names. */
export const openCutOff = async (uri: string): Promise<CutOff> => {
  const open = new Set<Socket>();
  const way = { held: false };
  const join = (near: Socket, far: Socket) => {
    near.pipe(far);
    near.on('error', () => far.destroy());
    near.on('close', () => far.destroy());
    open.add(near);
    if (way.held) near.pause();
  };
  const proxy = createServer((client) => {
    const server = connect(upstreamOf(uri));
    join(client, server);
    join(server, client);
  });
  const listen = (port: number) => new Promise<void>((resolve) => void proxy.listen(port, HOST, resolve));
  const cut = () =>
    new Promise<void>((resolve) => {
      proxy.close(() => resolve());
      for (const socket of open) socket.destroy();
      open.clear();
    });
  const hold = () => {
    way.held = true;
    for (const socket of open) socket.pause();
  };
  const letGo = () => {
    way.held = false;
    for (const socket of open) socket.resume();
  };
  await listen(0);
  const { port } = proxy.address() as AddressInfo;
  const through = new URL(uri.replace(/^(mongodb:\/\/)[^/?]+/, `$1${HOST}:${port}`));
  through.searchParams.set('directConnection', 'true');
  return { uri: through.href, cut, mend: () => listen(port), hold, letGo, close: () => (proxy.listening ? cut() : Promise.resolve()) };
};
