import { createServer } from 'node:http';
import express from 'express';
import { readConfig } from './config.js';

const config = readConfig(process.env);
const app = express();
app.disable('x-powered-by');
app.get('/healthz', (_request, response) => void response.json({ ok: true }));
createServer(app).listen(config.PORT, config.HOST);
