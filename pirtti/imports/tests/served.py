"""A small server on this machine that says what a test wants it to say."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Served:
    """What is served: status, headers and body; `asked` has the headers that came."""

    def __init__(self):
        self.status, self.headers, self.body = 200, {}, b""
        self.asked = []
        self.drip = None

    def says(self, body, **headers):
        self.status, self.body = 200, body if isinstance(body, bytes) else body.encode()
        self.headers = {
            name.replace("_", "-"): value for name, value in headers.items()
        }


@contextlib.contextmanager
def serving():
    """Give what is served and its address."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            served.asked.append(dict(self.headers))
            known = self.headers.get("If-None-Match")
            fresh = known and known == served.headers.get("ETag")
            self.send_response(304 if fresh else served.status)
            for name, value in served.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                if served.drip:
                    served.drip(self.wfile)
                elif not fresh:
                    self.wfile.write(served.body)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
