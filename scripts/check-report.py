"""Checks one page in headless Chromium, driven over its debugging pipe. Called by check-report.sh."""
import argparse
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

WIDTHS = (400, 1280)


class Browser:
    """A Chromium of its own, messages ended by a zero byte over file descriptors 3 and 4."""

    def __init__(self, profile):
        to_browser, self.write_end = os.pipe()
        self.read_end, from_browser = os.pipe()
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"]
        def wire():
            # Both ends may lie at 3 or 4 themselves: out of the way first.
            read, write = os.dup(to_browser), os.dup(from_browser)
            os.dup2(read, 3)
            os.dup2(write, 4)
        high = [os.dup(end) for end in (to_browser, from_browser)]
        self.process = subprocess.Popen(command, preexec_fn=wire, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in high + [to_browser, from_browser]:
            os.close(end)
        self.number, self.session, self.events, self.buffer = 0, None, [], b""

    def send(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def receive(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.read_end, 1 << 16)
            if not piece:
                raise RuntimeError("chromium ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())

    def value(self, expression):
        return self.send("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]


# Every text that takes room in the window, one a line.
SHOWN = """[...document.querySelectorAll('body *')].filter(e => e.getClientRects().length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .map(e => e.textContent.trim()).join('\\n')"""


def check(page, texts, width, screenshots):
    failures = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        browser.session = browser.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            browser.send(f"{domain}.enable")
        browser.send("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        browser.events.clear()
        browser.send("Page.navigate", url=page.as_uri())
        browser.wait_for("Page.loadEventFired")
        shown = browser.value(SHOWN).split("\n")
        failures += [f"'{text}' is not shown" for text in texts if text not in shown]
        wide = browser.value("document.documentElement.scrollWidth")
        if wide > width:
            failures.append(f"the page is {wide} pixels wide")
        if screenshots:
            for scheme in ("light", "dark"):
                browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
                picture = browser.send("Page.captureScreenshot", captureBeyondViewport=True)["data"]
                screenshots.mkdir(parents=True, exist_ok=True)
                (screenshots / f"{page.stem}-{width}-{scheme}.png").write_bytes(base64.b64decode(picture))
        for event in browser.events:
            parameters = event.get("params", {})
            if event.get("method") == "Network.requestWillBeSent" and not parameters["request"]["url"].startswith(("data:", page.as_uri())):
                failures.append(f"it asks for {parameters['request']['url']}")
            if event.get("method") == "Runtime.exceptionThrown" or (event.get("method") == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning")):
                failures.append(f"the console says {json.dumps(parameters)[:300]}")
            if event.get("method") == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
                failures.append(f"the console says {parameters['entry']['text']}")
        browser.session = None
        browser.send("Browser.close")
        browser.process.wait(30)
    for failure in failures:
        print(f"FAILED: {page.name}, {width} pixels: {failure}")
    if not failures:
        print(f"ok: {page.name}, {width} pixels: {len(texts)} named texts shown, no error on the console, no request, not wider than the window")
    return not failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("texts", nargs="*")
    given = parser.parse_args()
    results = [check(given.page.resolve(), given.texts, width, given.screenshots) for width in WIDTHS]
    return 0 if all(results) else 1


sys.exit(main())
