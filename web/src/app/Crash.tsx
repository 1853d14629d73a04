import { Component, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { Empty } from '@/components/Empty';
import { text } from '@/lib/text';
import styles from './App.module.css';

/** What stands in the place of the page when drawing it failed. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <main className={styles.whole}>
        <Empty level="h1" title={text.problems.crashed} lead={text.problems.crashedHint}>
          <Button look="primary" onClick={() => location.reload()}>
            {text.problems.reload}
          </Button>
        </Empty>
      </main>
    );
  }
}
