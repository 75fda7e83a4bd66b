import { Container } from '@backstage/ui';
import { Route, Routes } from 'react-router-dom';
import { ClusterList } from './ClusterList';
import { ClusterPage } from './ClusterPage';

/** All clusters at one glance, and below it a page for each. */
export function ClustersPage() {
  return (
    <main>
      <Container>
        <Routes>
          <Route path="/" element={<ClusterList />} />
          <Route path="/:cluster" element={<ClusterPage />} />
        </Routes>
      </Container>
    </main>
  );
}
