import { everyPage } from './pages/everyPage';

everyPage('desk');
