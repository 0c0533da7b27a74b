/** The page that `superposed serve` shows where it is given no folder. */
export const TRY_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>superposed-complete</title>
    <link rel="icon" href="data:," />
    <style>
      :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
      body { max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
      label { display: block; font-weight: 600; }
      textarea { box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; }
    </style>
    <script type="module" src="superposed-complete.js"></script>
  </head>
  <body>
    <h1>Several ways to go on</h1>
    <label for="text">Your text</label>
    <superposed-complete><textarea id="text" rows="6"></textarea></superposed-complete>
    <p>Tab takes the first draft, Alt and a digit any, Escape hides them. Nothing that you write leaves this page.</p>
  </body>
</html>
`;
