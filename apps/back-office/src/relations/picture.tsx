import '@xyflow/react/dist/style.css';
import { Button, Group, useComputedColorScheme } from '@mantine/core';
import {
  Background,
  Controls,
  MiniMap,
  ReactFlow,
  type Connection,
  ConnectionMode,
  type FinalConnectionState,
  type NodeChange,
  useNodesState,
  useReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer } from '../api/admin-api';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { LoadingRows } from '../shell/page';
import { sayError } from '../shell/say';
import type { GraphEdge } from './build-graph';
import { canPoint } from './compare-types';
import { DARK_INK, drawSvg, LIGHT_INK } from './draw-svg';
import { EntityNode, type EntityNodeType } from './entity-node';
import { columnAt, handleOf } from './handle-of';
import classes from './picture.module.css';
import { PictureList } from './picture-list';
import { RelationDialog, type RelationStart } from './relation-dialog';
import { RelationEdge, type RelationEdgeType } from './relation-edge';
import { routeEdge } from './route-edge';
import { savePng, saveSvg } from './save-picture';
import { useGraph } from './use-graph';
import { useLatest } from './use-latest';
import { usePlaces, type Positions } from './use-places';
import { useRelationActions } from './use-relation-actions';

/** From so many endpoints on, an overview helps to find one's way. */
const MINIMAP_FROM = 25;
const NODE_TYPES = { entity: EntityNode };
const EDGE_TYPES = { relation: RelationEdge };

interface PictureProps {
  readonly centre: ConfigurationAnswer;
  readonly endpoints: readonly ConfigurationAnswer[];
}

/** The picture, with the same relations as a list beside it. */
export function Picture(props: PictureProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

/** A relation that is being made in the picture. */
interface Drawn {
  readonly endpoint: ConfigurationAnswer;
  readonly start: RelationStart;
}

function Canvas({ centre, endpoints }: PictureProps) {
  const { t } = useTranslation();
  const { canEdit } = useRights();
  const actions = useRelationActions();
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const view = useGraph(centre, endpoints);
  const places = usePlaces(centre.tableAlias, view.graph);
  const byAlias = useMemo(() => new Map(endpoints.map((endpoint) => [endpoint.tableAlias, endpoint])), [endpoints]);
  const accept = useCallback(
    ({ parent, relation }: GraphEdge) => {
      const endpoint = byAlias.get(parent);
      if (endpoint !== undefined) actions.add(endpoint, relation).catch(sayError);
    },
    [actions, byAlias],
  );
  const columnOf = (alias: string | null, handle: string | null | undefined) =>
    view.tables
      .get(byAlias.get(alias ?? '')?.tableName ?? '')
      ?.columns.find((column) => column.name === columnAt(handle ?? ''));
  const isValid = ({
    source,
    target,
    sourceHandle,
    targetHandle,
  }: Pick<Connection, 'source' | 'target'> & {
    readonly sourceHandle?: string | null;
    readonly targetHandle?: string | null;
  }): boolean => {
    const from = columnOf(source, sourceHandle);
    const to = columnOf(target, targetHandle);
    return from !== undefined && to !== undefined && canPoint(from, to);
  };
  const connect = ({ source, target, sourceHandle, targetHandle }: Connection): void => {
    const endpoint = byAlias.get(source);
    if (endpoint === undefined || sourceHandle === null || targetHandle === null) return;
    setDrawn({
      endpoint,
      start: {
        kind: 'new',
        childAlias: target,
        mapping: { parentFieldName: columnAt(sourceHandle), childFieldName: columnAt(targetHandle) },
      },
    });
  };
  const explainRefusal = (_event: unknown, { isValid: isGood, fromHandle, toHandle }: FinalConnectionState): void => {
    if (isGood !== false || fromHandle === null || toHandle === null) return;
    const from = columnOf(fromHandle.nodeId, fromHandle.id);
    const to = columnOf(toHandle.nodeId, toHandle.id);
    if (from === undefined || to === undefined) return;
    sayError(
      new Error(
        t('relations.clash', { from: `${from.name} (${from.declaredType})`, to: `${to.name} (${to.declaredType})` }),
      ),
    );
  };

  if (!view.isComplete || !places.isReady) return <LoadingRows rows={10} />;
  return (
    <div className={`dx-card ${classes.frame}`}>
      <Flow
        centre={centre.tableAlias}
        view={view}
        places={places}
        canEdit={canEdit}
        onAccept={accept}
        onConnect={connect}
        onConnectEnd={explainRefusal}
        isValid={isValid}
      />
      <PictureList
        edges={view.graph.edges}
        canEdit={canEdit}
        onAccept={accept}
        onRemove={(edge) => {
          const endpoint = byAlias.get(edge.parent);
          if (endpoint !== undefined) actions.remove(endpoint, edge.relation.name).catch(sayError);
        }}
        onEdit={(edge) => {
          const endpoint = byAlias.get(edge.parent);
          if (endpoint !== undefined) setDrawn({ endpoint, start: { kind: 'edit', relation: edge.relation } });
        }}
      />
      {drawn !== null && (
        <RelationDialog endpoint={drawn.endpoint} start={drawn.start} onClose={() => setDrawn(null)} />
      )}
    </div>
  );
}

type View = ReturnType<typeof useGraph>;
type Places = ReturnType<typeof usePlaces>;

interface FlowProps {
  readonly centre: string;
  readonly view: View;
  readonly places: Places;
  readonly canEdit: boolean;
  readonly onAccept: (edge: GraphEdge) => void;
  readonly onConnect: (connection: Connection) => void;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => void;
  readonly isValid: (connection: Connection | RelationEdgeType) => boolean;
}

function Flow({ centre, view, places, canEdit, onAccept, onConnect, onConnectEnd, isValid }: FlowProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scheme = useComputedColorScheme('light');
  const { fitView } = useReactFlow();
  const { graph, expand, unfold } = view;
  const [nodes, setNodes, onNodesChange] = useNodesState<EntityNodeType>([]);
  const onCentre = useCallback(
    (alias: string) => void navigate({ to: '/relations', search: { endpoint: alias } }),
    [navigate],
  );
  const { positions } = places;
  const actions = useLatest({ expand, unfold, onCentre });
  useEffect(() => {
    setNodes((before) =>
      graph.nodes.map((node) => ({
        // Why kept: whoever moves an endpoint by key goes on with it, and its size is not measured again.
        ...pickState(before.find(({ id }) => id === node.alias)),
        id: node.alias,
        type: 'entity',
        position: positions.get(node.alias) ?? { x: 0, y: 0 },
        ariaLabel: node.alias,
        data: {
          node,
          canEdit,
          onExpand: (alias) => actions.current.expand(alias),
          onUnfold: (alias) => actions.current.unfold(alias),
          onCentre: (alias) => actions.current.onCentre(alias),
        },
      })),
    );
  }, [graph, positions, canEdit, setNodes, actions]);
  const count = graph.nodes.length;
  useEffect(() => {
    const frame = requestAnimationFrame(() => void fitView({ padding: 0.12, maxZoom: 1 }));
    return () => cancelAnimationFrame(frame);
  }, [count, fitView, places.arrangedAt]);
  const edges = useMemo<RelationEdgeType[]>(
    () =>
      graph.edges.map((edge) => {
        const route = routeEdge(edge, graph, positions);
        return {
          id: edge.id,
          type: 'relation',
          source: edge.parent,
          target: edge.child,
          sourceHandle: handleOf(edge.parentColumn, route.parentSide),
          targetHandle: handleOf(edge.childColumn, route.childSide),
          ariaLabel: `${edge.parent} → ${edge.relation.name} → ${edge.child}`,
          data: { edge, nearSource: route.nearParent, canEdit, onAccept },
        };
      }),
    [graph, canEdit, onAccept, positions],
  );
  const change = (changes: NodeChange<EntityNodeType>[]): void => {
    onNodesChange(changes);
    // Why here: moves by key end here too, not only those by mouse.
    const moved = changes.flatMap((one) =>
      one.type === 'position' && one.position !== undefined && one.dragging !== true
        ? [[one.id, one.position] as const]
        : [],
    );
    if (moved.length > 0) places.keep(new Map(moved));
  };
  const draw = (): string => drawSvg(graph, placesOf(nodes), scheme === 'dark' ? DARK_INK : LIGHT_INK);

  return (
    <div role="region" aria-label={t('relations.picture')}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={change}
        connectionMode={ConnectionMode.Loose}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        isValidConnection={isValid}
        colorMode={scheme}
        onlyRenderVisibleElements={count > 60}
        minZoom={0.1}
        deleteKeyCode={null}
        ariaLabelConfig={{
          'controls.ariaLabel': t('relations.controls'),
          'controls.zoomIn.ariaLabel': t('relations.zoomIn'),
          'controls.zoomOut.ariaLabel': t('relations.zoomOut'),
          'controls.fitView.ariaLabel': t('relations.fit'),
          'minimap.ariaLabel': t('relations.minimap'),
          'node.a11yDescription.default': t('relations.nodeHelp'),
          'edge.a11yDescription.default': t('relations.edgeHelp'),
        }}
      >
        <Background gap={22} size={1.2} />
        <Controls showInteractive={false} />
        {count > MINIMAP_FROM && <MiniMap pannable zoomable style={{ width: 150, height: 100 }} />}
        <Group gap={6} style={{ position: 'absolute', top: 10, right: 10, zIndex: 5 }}>
          <Button size="compact-sm" variant="default" onClick={places.arrange}>
            {t('relations.arrange')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="download" size={14} />}
            onClick={() => void savePng(draw(), centre).catch(sayError)}
          >
            PNG
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="download" size={14} />}
            onClick={() => saveSvg(draw(), centre)}
          >
            SVG
          </Button>
        </Group>
      </ReactFlow>
    </div>
  );
}

function pickState(before: EntityNodeType | undefined): Pick<EntityNodeType, 'selected' | 'measured'> {
  if (before === undefined) return {};
  const { selected = false, measured } = before;
  return { selected, ...(measured === undefined ? {} : { measured }) };
}

function placesOf(nodes: readonly EntityNodeType[]): Positions {
  return new Map(nodes.map(({ id, position }) => [id, position]));
}
