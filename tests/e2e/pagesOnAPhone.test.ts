import { everyPage } from './pages/everyPage';

everyPage('phone');
