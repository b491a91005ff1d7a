// `/dashboard/figures`: the page, and each figure's chart and CSV. The permission rule is asked at each of them.
import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ReadFigures } from '../../../src/use-cases/read-figures.js';
import { figureCsv, FIGURES_PATH, SPANS } from '../../../src/view/figures.js';
import type { Figure, Span } from '../../../src/view/figures.js';
import { signedInBar } from '../navigation.js';
import type { Visit } from '../navigation.js';
import { keyedPage, sendPage, sendSentence } from '../page.js';
import { makeVisit } from '../sign-in.js';
import type { SignInOptions } from '../sign-in.js';
import { figuresBody } from './render.js';

const Asked = z.object({ days: z.coerce.number().pipe(z.union([z.literal(7), z.literal(30), z.literal(90)])).catch(30) });

const spanOf = (request: Request): Span => SPANS.find((span) => span === Asked.parse(request.query).days) ?? 30;

/** A picture that styles itself, runs nothing and loads nothing. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

export const figuresRoutes = ({ readFigures, ...signIn }: Pick<SignInOptions, 'signIn' | 'cookie'> & { readFigures: ReadFigures }): Router => {
  const router = Router();
  const visit = makeVisit(signIn);

  /** Answers somebody who may read figures. */
  const at = (work: (response: Response, asked: { figures: readonly Figure[]; whole: boolean; span: Span; visited: Visit; key: string }) => Promise<void> | void) =>
    async (request: Request, response: Response): Promise<void> => {
      const visited = await visit(request, response);
      if (visited === null) return;
      const span = spanOf(request);
      const read = await readFigures(visited.person, span);
      if (read.result === 'refused') return sendSentence(response, 403, 'Not for you to see', read.say, signedInBar(visited));
      await work(response, { ...read, span, visited, key: String(request.params['figure'] ?? '') });
    };

  /** One figure; where there is none of that name, that is said. */
  const one = (work: (response: Response, figure: Figure) => Promise<void> | void) =>
    at(async (response, { figures, visited, key }) => {
      const figure = figures.find((each) => each.key === key);
      if (figure === undefined) return sendSentence(response, 404, 'No such figure', 'There is no figure of this name.', signedInBar(visited, FIGURES_PATH));
      await work(response, figure);
    });

  router.use(FIGURES_PATH, keyedPage);
  router.get(FIGURES_PATH, at((response, { figures, whole, span, visited }) => sendPage(response, 200, { title: 'Figures', keyed: true, signedIn: signedInBar(visited, FIGURES_PATH), body: figuresBody(figures, { span, whole }) })));
  router.get(`${FIGURES_PATH}/:figure.csv`, one((response, figure) => {
    response.attachment(`${figure.key}.csv`).type('csv').send(figureCsv(figure));
  }));
  router.get(`${FIGURES_PATH}/:figure.svg`, one(async (response, figure) => {
    // Loaded by whoever looks at a chart: Vega takes a third of a second to load.
    const { chartOf } = await import('./chart.js');
    const picture = await chartOf(figure);
    response.set('content-security-policy', PICTURE_POLICY).type('svg').send(picture ?? '<svg xmlns="http://www.w3.org/2000/svg"/>');
  }));
  return router;
};
