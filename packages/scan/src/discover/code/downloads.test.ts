import { testFound } from "./testing/found.ts";

testFound([
  [
    "an address that is written to a file is where the data set comes from",
    {
      "data/poems/prepare.py": `
        import os
        import requests
        path = os.path.join(os.path.dirname(__file__), "input.txt")
        if not os.path.exists(path):
            url = "https://example.org/poems/all.txt?raw=1"
            with open(path, "w") as f:
                f.write(requests.get(url).text)
      `,
    },
    ["dataset data/poems/input.txt -fetched_from-> data-source https://example.org/poems/all.txt"],
  ],
  [
    "answers that are kept first, and functions that fetch",
    {
      "download.py": `
        import requests
        from urllib.request import urlretrieve

        def rows():
            answer = requests.get("https://example.org/rows.csv", stream=True)
            with open("rows.csv", "wb") as f:
                f.write(answer.content)

        urlretrieve("https://example.org/images.zip", "raw/images.zip")
      `,
    },
    [
      "dataset rows.csv -fetched_from-> data-source https://example.org/rows.csv",
      "dataset raw/images.zip -fetched_from-> data-source https://example.org/images.zip",
    ],
  ],
  [
    "what is no data, or of unknown origin, is none",
    {
      "app.py": `
        import os
        import requests
        with open("logo.png", "wb") as f:
            f.write(requests.get("https://example.org/logo.png").content)
        with open("data/rows.csv", "wb") as f:
            f.write(requests.get(os.environ["SOURCE"]).content)
      `,
    },
    [],
    ["dataset logo.png", "data-source https://example.org/logo.png", "data-source SOURCE"],
  ],
]);
