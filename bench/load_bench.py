"""How fast pages are read, beside the bare library on the same pages in the same run, and in how much memory.

    python bench/load_bench.py pages [--rounds N] [--around KB] [--profile]
    python bench/load_bench.py memory [--pages N]
    python bench/load_bench.py archives [--sizes MB ...] [--around KB]

`pages`: pages a second of processor time on one core: `read_page`, `trafilatura.bare_extraction` with metadata as
it comes, the same without its second opinions (`fast`, which ours goes without where the first covers the page), and without
metadata. `--around`: so much more of menu and script around each. They take turns, page by page, so that other
work on the machine weighs on all alike. Exit status 1 where ours is slower than 150 pages a second and also more than 20 % slower than the library. `memory`: the peak
after a tenth of N pages and after all, each page with a text of its own. `archives`: the peak of a process that reads
a tar.gz and a WARC of so many MB as they lie on disk (100 and 1000), made for it of pages with `--around` kB (250) of script
that does not pack, each size in a process of its own.
"""

from __future__ import annotations

import argparse
import base64
import cProfile
import gzip
import io
import pstats
import random
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "tests" / "loaders" / "pages"
FLOOR, SHARE = 150, 0.8


def pages(around: int = 0) -> dict[str, bytes]:
    """Return the pages of the tests that hold an article, by name, with so many kB of markup around it."""
    item = b'<li class="item"><a href="/section/page"><span>A section of the site</span></a></li>'
    menu = b"<nav><ul>" + item * (around * 500 // len(item)) + b"</ul></nav>" if around else b""
    script = b"<script>" + b"var x = [1, 2, 3];" * (around * 500 // 18) + b"</script>" if around else b""
    found = {p.name: p.read_bytes() for p in sorted(PAGES.glob("*.html")) if p.name != "front.html"}
    return {
        name: re.sub(rb"(</body>)", menu + script + rb"\1", page, flags=re.IGNORECASE)
        for name, page in found.items()
    }


def readers() -> dict[str, Callable[[bytes], object]]:
    """Return what is measured, by name."""
    import trafilatura

    from polgraph.loaders.page import read_page

    return {
        "polgraph read_page": lambda content: read_page(content, id="a", fields={}, encoding=None),
        "trafilatura with metadata": lambda content: trafilatura.bare_extraction(content, with_metadata=True),
        "the same, fast (no second opinion)": lambda content: trafilatura.bare_extraction(
            content, with_metadata=True, fast=True
        ),
        "trafilatura, text alone": lambda content: trafilatura.bare_extraction(content),
    }


def speed(rounds: int, around: int) -> int:
    """Print pages a second, and return the exit status."""
    some, measured = pages(around), readers()
    spent = dict.fromkeys(measured, 0.0)
    for content in some.values():
        for read in measured.values():  # libraries are loaded, patterns compiled
            read(content)
    for number in range(rounds):
        for content in some.values():
            fresh = content.replace(b"<p>", b"<p>On day %d: " % number)  # no line is known from before
            for name, read in measured.items():
                begun = time.process_time()
                read(fresh)
                spent[name] += time.process_time() - begun
    total = rounds * len(some)
    size = sum(map(len, some.values())) / len(some)
    print(f"{total} pages of {size / 1000:.1f} kB on average, one core")
    rates = {name: total / seconds for name, seconds in spent.items()}
    for name, rate in rates.items():
        print(f"{name:34} {rate:7.0f} pages/s  {1000 / rate:6.2f} ms")
    ours, bare = list(rates.values())[:2]
    print(f"share of the library as it comes: {ours / bare:.2f}")
    return 0 if ours >= FLOOR or ours >= SHARE * bare else 1


def profile(rounds: int) -> None:
    """Print where the time of `read_page` goes."""
    read, some = readers()["polgraph read_page"], pages()
    for content in some.values():
        read(content)
    with cProfile.Profile() as measured:
        for number in range(rounds):
            for content in some.values():
                read(content.replace(b"<p>", b"<p>On day %d: " % number))
    pstats.Stats(measured).sort_stats("cumulative").print_stats(45)


def memory(number: int) -> int:
    """Print the peak of memory as pages are read from a folder, and return the exit status."""
    from polgraph.loaders import read
    from polgraph.model import Article

    contents = list(pages().values())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for n in range(number):
            marked = contents[n % len(contents)].replace(
                b"</article>", b"<p>Number %d was drawn.</p></article>" % n
            )
            (place / f"{n:06}.html").write_bytes(marked)
        found, early = 0, 0
        for item in read([place], base=place):
            found += isinstance(item, Article)
            if found == number // 10:
                early = peak()
        print(f"{number // 10} pages: {early} MB; {found} pages: {peak()} MB")
    return 0 if peak() <= 1.2 * early else 1


def heavy(around: int) -> Iterator[tuple[str, bytes]]:
    """Yield pages without end, each with a text of its own and so many kB of script that does not pack."""
    noise = base64.b64encode(random.Random(1).randbytes(3_000_000))
    contents = list(pages().values())
    number = 0
    while True:
        start = number * 7919 % (len(noise) - around * 1000)
        script = b"<script>var x = '%s';</script>" % noise[start : start + around * 1000]
        mark = b"<p>Number %d was drawn.</p></article>%s" % (number, script)
        yield f"{number:06}.html", contents[number % len(contents)].replace(b"</article>", mark)
        number += 1


def make_tar(path: Path, size: int, around: int) -> None:
    """Write a tar.gz of so many bytes."""
    with (
        path.open("wb") as file,
        gzip.open(file, "wb", 1) as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        for name, page in heavy(around):
            info = tarfile.TarInfo(name)
            info.size = len(page)
            archive.addfile(info, io.BytesIO(page))
            if file.tell() >= size:
                return


def make_warc(path: Path, size: int, around: int) -> None:
    """Write a WARC of so many bytes, each record packed by itself."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name, page in heavy(around):
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            url = f"https://post.example/{name}"
            payload = io.BytesIO(page)
            writer.write_record(
                writer.create_warc_record(url, "response", payload=payload, http_headers=http)
            )
            if file.tell() >= size:
                return


def archives(sizes: list[int], around: int) -> int:
    """Print the peak of memory for archives of so many MB, and return the exit status."""
    grew = False
    for name, make in (("a.tar.gz", make_tar), ("a.warc.gz", make_warc)):
        peaks = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                make(path, size * 1_000_000, around)
                words = [sys.executable, __file__, "peak", str(path)]
                done = subprocess.run(words, check=True, capture_output=True, text=True)
                print(f"{name} of {path.stat().st_size // 1_000_000} MB: {done.stdout.strip()}", flush=True)
            peaks.append(int(done.stdout.split()[-2]))
        grew = grew or peaks[-1] > 1.2 * peaks[0]
    return 1 if grew else 0


def read_one(path: Path) -> None:
    """Read an archive and print its articles, seconds of the processor, and the peak of memory in MB."""
    from polgraph.loaders import read
    from polgraph.model import Article

    found = sum(isinstance(item, Article) for item in read([path], base=path.parent))
    print(f"{found} articles, {time.process_time():.0f} s of the processor, peak {peak()} MB")


def peak() -> int:
    """Return the most memory that this process had, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // (1_000_000 if sys.platform == "darwin" else 1000)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked = parser.add_subparsers(dest="what", required=True)
    of_speed = asked.add_parser("pages")
    of_speed.add_argument("--rounds", type=int, default=20)
    of_speed.add_argument("--around", type=int, default=0)
    of_speed.add_argument("--profile", action="store_true")
    asked.add_parser("memory").add_argument("--pages", type=int, default=3000)
    of_archives = asked.add_parser("archives")
    of_archives.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    of_archives.add_argument("--around", type=int, default=250)
    asked.add_parser("peak").add_argument("path", type=Path)
    args = parser.parse_args()
    if args.what == "peak":
        read_one(args.path)
        return
    if args.what == "archives":
        sys.exit(archives(args.sizes, args.around))
    if args.what == "memory":
        sys.exit(memory(args.pages))
    if args.profile:
        profile(args.rounds)
    else:
        sys.exit(speed(args.rounds, args.around))


if __name__ == "__main__":
    main()
