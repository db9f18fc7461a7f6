"""Run by the system's Python beside a listening LibreOffice: a line of input, a conversion."""

import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def connect(pipe: str):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    raise SystemExit("the running LibreOffice does not answer")


def main(pipe: str, file: str) -> None:
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    hidden = PropertyValue("Hidden", 0, True, 0)
    pdf = PropertyValue("FilterName", 0, "writer_pdf_Export", 0)
    for _ in sys.stdin:
        document = desktop.loadComponentFromURL(f"file://{file}", "_blank", 0, (hidden,))
        document.storeToURL(f"file://{file}.pdf", (pdf,))
        document.close(True)
        print("converted", flush=True)


main(*sys.argv[1:])
