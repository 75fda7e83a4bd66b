export const operationsGerman = {
  'operations.act.vm-start.label': 'Starten',
  'operations.act.vm-start.will': 'Startet die VM {{name}}.',
  'operations.act.vm-start.did': '{{name}} läuft.',
  'operations.act.vm-stop.label': 'Anhalten',
  'operations.act.vm-stop.will':
    'Bittet das Gastsystem von {{name}}, herunterzufahren, und beendet es, wenn seine Frist dafür um ist. Verbindungen zu ihm brechen ab. Es bleibt aus, bis jemand es startet.',
  'operations.act.vm-stop.did': '{{name}} ist angehalten.',
  'operations.act.vm-force-stop.label': 'Sofort ausschalten',
  'operations.act.vm-force-stop.will':
    'Nimmt {{name}} sofort den Strom. Was das Gastsystem noch nicht geschrieben hat, ist verloren.',
  'operations.act.vm-force-stop.did': '{{name}} ist ausgeschaltet.',
  'operations.act.vm-restart.label': 'Neu starten',
  'operations.act.vm-restart.will':
    'Fährt {{name}} herunter und startet es neu, mit dem, was seit dem letzten Start geändert wurde. Verbindungen zu ihm brechen ab.',
  'operations.act.vm-restart.did': '{{name}} wurde neu gestartet.',
  'operations.act.vm-soft-reboot.label': 'Gastsystem neu starten',
  'operations.act.vm-soft-reboot.will':
    'Bittet das Betriebssystem von {{name}}, neu zu starten. Die VM bleibt auf ihrem Node.',
  'operations.act.vm-soft-reboot.did':
    'Das Gastsystem von {{name}} wurde gebeten, neu zu starten.',
  'operations.act.vm-reset.label': 'Zurücksetzen',
  'operations.act.vm-reset.will':
    'Setzt {{name}} sofort zurück, wie sein Reset-Knopf es täte. Was das Gastsystem noch nicht geschrieben hat, ist verloren.',
  'operations.act.vm-reset.did': '{{name}} wurde zurückgesetzt.',
  'operations.act.vm-pause.label': 'Einfrieren',
  'operations.act.vm-pause.will':
    'Friert {{name}} ein, wie es ist. Es antwortet niemandem und behält seinen Arbeitsspeicher.',
  'operations.act.vm-pause.did': '{{name}} ist eingefroren.',
  'operations.act.vm-unpause.label': 'Fortsetzen',
  'operations.act.vm-unpause.will':
    'Lässt {{name}} dort weiterlaufen, wo es eingefroren wurde.',
  'operations.act.vm-unpause.did': '{{name}} läuft weiter.',
  'operations.act.vm-migrate.label': 'Verlegen',
  'operations.act.vm-migrate.will':
    'Verlegt {{name}} im laufenden Betrieb auf einen anderen Node.',
  'operations.act.vm-migrate.did':
    '{{name}} wurde auf einen anderen Node verlegt.',
  'operations.act.deployment-undo.label': 'Zu einer Revision zurück',
  'operations.act.deployment-undo.will':
    'Gibt {{name}} die Vorlage einer früheren Revision und rollt sie aus.',
  'operations.act.deployment-undo.did':
    '{{name}} hat die Vorlage dieser Revision.',
  'operations.act.vm-cancel-migration.label': 'Verlegung abbrechen',
  'operations.act.vm-cancel-migration.will':
    'Lässt {{name}} auf dem Node, auf dem sie ist.',
  'operations.act.vm-cancel-migration.did': '{{name}} bleibt, wo sie ist.',
  'operations.act.vm-snapshot.label': 'Snapshot anlegen',
  'operations.act.vm-snapshot.will':
    'Hält Platten und Einstellungen von {{name}} fest, wie sie jetzt sind.',
  'operations.act.vm-snapshot.did': 'Es gibt einen Snapshot von {{name}}.',
  'operations.act.vm-restore.label': 'Wiederherstellen',
  'operations.act.vm-restore.will':
    'Gibt {{name}} Platten und Einstellungen, wie ein Snapshot sie hat. Was seither geschrieben wurde, ist verloren.',
  'operations.act.vm-restore.did': '{{name}} ist, wie der Snapshot es hatte.',
  'operations.act.vm-clone.label': 'Klonen',
  'operations.act.vm-clone.will':
    'Legt eine weitere VM mit Kopien der Platten von {{name}} an. Sie ist aus, bis jemand sie startet.',
  'operations.act.vm-clone.did': 'Es gibt eine Kopie von {{name}}.',
  'operations.act.vm-delete.label': 'Löschen',
  'operations.act.vm-delete.will':
    'Löscht {{name}} und die Platten, die die VM angelegt hat. Das lässt sich nicht rückgängig machen.',
  'operations.act.vm-delete.did': '{{name}} ist weg.',
  'operations.act.claim-grow.label': 'Vergrößern',
  'operations.act.claim-grow.will':
    'Macht {{name}} größer. Kleiner wird es nicht wieder.',
  'operations.act.claim-grow.did': '{{name}} ist größer.',
  'operations.act.certificate-renew.label': 'Erneuern',
  'operations.act.certificate-renew.will':
    'Fordert jetzt ein neues Zertifikat an, anstelle dessen im Secret von {{name}}.',
  'operations.act.certificate-renew.did': '{{name}} wurde erneuert.',
  'operations.act.workload-scale.label': 'Skalieren',
  'operations.act.workload-scale.will':
    'Ändert, wie viele Replikate von {{name}} laufen.',
  'operations.act.workload-scale.did': '{{name}} hat seine Replikate.',
  'operations.act.workload-restart.label': 'Neu starten',
  'operations.act.workload-restart.will':
    'Ersetzt die Pods von {{name}} einen nach dem anderen, wie ein Rollout es tut.',
  'operations.act.workload-restart.did':
    'Die Pods von {{name}} wurden ersetzt.',
  'operations.act.deployment-pause.label': 'Rollouts aussetzen',
  'operations.act.deployment-pause.will':
    'Hält zurück, was an der Vorlage von {{name}} geändert wird, bis Rollouts wieder weitergehen.',
  'operations.act.deployment-pause.did':
    'Rollouts von {{name}} sind ausgesetzt.',
  'operations.act.deployment-resume.label': 'Rollouts fortsetzen',
  'operations.act.deployment-resume.will':
    'Rollt aus, was inzwischen an der Vorlage von {{name}} geändert wurde.',
  'operations.act.deployment-resume.did':
    'Rollouts von {{name}} gehen wieder weiter.',
  'operations.act.pod-delete.label': 'Pod löschen',
  'operations.act.pod-delete.will':
    'Löscht {{name}}. Was ihn steuert, macht einen neuen; einer, den nichts steuert, ist weg.',
  'operations.act.pod-delete.did': '{{name}} ist weg.',
  'operations.act.cronjob-run.label': 'Jetzt ausführen',
  'operations.act.cronjob-run.will':
    'Startet jetzt einen Job von {{name}}, neben denen seines Zeitplans.',
  'operations.act.cronjob-run.did': 'Ein Job von {{name}} wurde gestartet.',
  'operations.act.cronjob-suspend.label': 'Aussetzen',
  'operations.act.cronjob-suspend.will':
    'Startet keine Jobs von {{name}} mehr, bis es fortgesetzt wird. Die laufenden laufen weiter.',
  'operations.act.cronjob-suspend.did': '{{name}} ist ausgesetzt.',
  'operations.act.cronjob-resume.label': 'Fortsetzen',
  'operations.act.cronjob-resume.will':
    'Startet Jobs von {{name}} wieder, wenn sie fällig sind.',
  'operations.act.cronjob-resume.did': '{{name}} geht weiter.',
  'operations.act.vm-resize.label': 'Größe ändern',
  'operations.act.vm-resize.will':
    'Ändert, wie viele CPU-Sockel und wie viel Arbeitsspeicher {{name}} hat.',
  'operations.act.vm-resize.did': '{{name}} hat die neue Größe.',
  'operations.act.vm-instance-type.label': 'Instanztyp ändern',
  'operations.act.vm-instance-type.will':
    'Gibt {{name}} die CPUs und den Arbeitsspeicher eines anderen Instanztyps.',
  'operations.act.vm-instance-type.did': '{{name}} hat den neuen Instanztyp.',
  'operations.act.vm-expose.label': 'Port freigeben',
  'operations.act.vm-expose.will':
    'Legt einen Service an, über den andere einen Port von {{name}} erreichen. Wer darf, sagen Policies.',
  'operations.act.vm-expose.did': 'Es gibt einen Service für {{name}}.',
  'operations.act.vm-snapshot-delete.label': 'Snapshot löschen',
  'operations.act.vm-snapshot-delete.will':
    'Löscht einen Snapshot von {{name}}. Die VM und ihre Platten bleiben, wie sie sind.',
  'operations.act.vm-snapshot-delete.did': 'Der Snapshot von {{name}} ist weg.',
  'operations.act.vm-delete-alone.label': 'Löschen, Platten behalten',
  'operations.act.vm-delete-alone.will':
    'Löscht {{name}} ohne seine Platten. Eine andere VM kann sie haben.',
  'operations.act.vm-delete-alone.did':
    '{{name}} ist weg, seine Platten sind noch da.',
  'operations.act.vm-run-strategy.label': 'Startverhalten ändern',
  'operations.act.vm-run-strategy.will':
    'Ändert, wann {{name}} von selbst startet und anhält.',
  'operations.act.vm-run-strategy.did': '{{name}} hat das neue Startverhalten.',
  'operations.act.vm-disk-add.label': 'Platte hinzufügen',
  'operations.act.vm-disk-add.will':
    'Gibt {{name}} eine Platte, die es schon gibt: einen Claim, den nichts benutzt.',
  'operations.act.vm-disk-add.did': '{{name}} hat die Platte.',
  'operations.act.vm-disk-remove.label': 'Platte entfernen',
  'operations.act.vm-disk-remove.will':
    'Nimmt eine Platte aus {{name}}. Ihr Claim und ihre Daten bleiben. Hängen Sie sie zuvor im Gastsystem aus.',
  'operations.act.vm-disk-remove.did': '{{name}} ist ohne die Platte.',
  'operations.act.vm-nic-add.label': 'Netzwerkschnittstelle hinzufügen',
  'operations.act.vm-nic-add.will':
    'Gibt {{name}} eine Schnittstelle in einem weiteren Netzwerk seines Namespace, über eine Bridge.',
  'operations.act.vm-nic-add.did': '{{name}} hat die Schnittstelle.',
  'operations.act.vm-nic-remove.label': 'Netzwerkschnittstelle entfernen',
  'operations.act.vm-nic-remove.will':
    'Nimmt eine Schnittstelle aus {{name}}. Verbindungen darüber brechen ab.',
  'operations.act.vm-nic-remove.did': '{{name}} ist ohne die Schnittstelle.',
  'operations.act.vm-media-eject.label': 'CD-ROM auswerfen',
  'operations.act.vm-media-eject.will':
    'Nimmt aus einem CD-ROM-Laufwerk von {{name}}, was darin ist. Das Laufwerk bleibt, der Claim ebenso.',
  'operations.act.vm-media-eject.did': 'Das Laufwerk von {{name}} ist leer.',
  'operations.act.vm-media-insert.label': 'CD-ROM einlegen',
  'operations.act.vm-media-insert.will':
    'Legt einen Claim, den nichts benutzt, in ein leeres CD-ROM-Laufwerk von {{name}}.',
  'operations.act.vm-media-insert.did': 'Es liegt im Laufwerk von {{name}}.',
  'operations.menu': 'Mit {{name}} etwas tun',
  'operations.asking': 'Es wird gefragt, was man tun kann …',
  'operations.none': 'Von hier aus kann man nichts damit tun',
  'operations.askFailed':
    'Was man tun kann, war nicht zu erfahren: {{message}}',
  'operations.askAgain': 'Erneut versuchen',
  'operations.impossible': '{{label}}, nicht möglich: {{why}}',
  'operations.cancel': 'Abbrechen',
  'operations.title': '{{label}}: {{name}}',
  'operations.writeName': 'Zum Bestätigen den Namen schreiben: {{name}}',
  'operations.cannotAsk':
    'Es braucht, wofür diese Seite kein Formular hat ({{fields}}). Nehmen Sie die API oder die Werkzeuge des Clusters.',
  'operations.field.replicas': 'Replikate',
  'operations.field.sockets': 'CPU-Sockel',
  'operations.field.memory': 'Arbeitsspeicher, etwa 4Gi',
  'operations.field.instancetype': 'Instanztyp',
  'operations.field.name': 'Name',
  'operations.field.size': 'Größe, etwa 20Gi',
  'operations.field.revision': 'Revision',
  'operations.field.port': 'Port',
  'operations.field.targetPort': 'Port des Gastsystems, falls ein anderer',
  'operations.field.protocol': 'Protokoll',
  'operations.field.type': 'Art des Service',
  'operations.field.snapshot': 'Snapshot',
  'operations.field.runStrategy': 'Startverhalten (Run Strategy)',
  'operations.field.claim': 'Claim',
  'operations.field.volume': 'Platte',
  'operations.field.network': 'Netzwerk',
  'operations.field.nic': 'Netzwerkschnittstelle',
  'operations.changes.label': 'Was sich ändert',
  'operations.changes.told':
    'Was sich ändert; Zeilen, die kommen: {{added}}, die gehen: {{removed}}.',
  'operations.changes.none': 'Nichts, das gezeigt wird, ändert sich.',
  'operations.changes.added': 'kommt:',
  'operations.changes.removed': 'geht:',
  'operations.changes.leftOut': 'Zeilen, die bleiben, sind ausgelassen',
  'operations.field.drive': 'Laufwerk',
  'operations.state.sending': 'Wird beauftragt …',
  'operations.state.asked': 'Der Cluster ist gefragt …',
  'operations.state.taken': 'Der Cluster tut es …',
  'operations.state.done': 'Erledigt',
  'operations.state.failed': 'Es schlug fehl',
  'operations.state.late': 'Es dauert länger, als es sollte',
  'operations.state.unknown': 'Was daraus wurde, ist nicht bekannt',
  'operations.state.refused': 'Nichts wurde getan',
  'operations.state.lost': 'Was daraus wurde, ist nicht bekannt',
  'operations.lost':
    'Das Backend des Portals antwortete zweimal nicht ({{message}}). Sehen Sie das Objekt und den Reiter Änderungen an, bevor Sie es erneut beauftragen.',
  'operations.plainDone': '{{label}} von {{name}}: erledigt.',
  'operations.dismiss': 'Ausblenden, was aus {{label}} wurde',
  'operations.bulk.bar': 'Etwas mit den Ausgewählten tun',
  'operations.bulk.chosen_one': '{{count}} ausgewählt',
  'operations.bulk.chosen_other': '{{count}} ausgewählt',
  'operations.bulk.offer': '{{label}} ({{possible}} von {{all}})',
  'operations.bulk.none': 'Mit mehreren davon kann man nichts zugleich tun',
  'operations.bulk.clear': 'Keine auswählen',
  'operations.bulk.title_one': '{{label}}: {{count}} Objekt',
  'operations.bulk.title_other': '{{label}}: {{count}} Objekte',
  'operations.bulk.doneTo': 'Es geschieht mit',
  'operations.bulk.notDoneTo': 'Nicht mit',
  'operations.bulk.nothingToDo': 'es hat damit, wie es ist, nichts zu tun',
  'operations.bulk.going': '{{label}}: {{ended}} von {{all}} sind zu Ende …',
  'operations.bulk.ended': '{{label}}: bei {{done}} von {{all}} erledigt',
  'operations.palette.open': 'Hingehen oder tun',
  'operations.palette.find': 'Eine Komponente nennen, und was damit zu tun ist',
  'operations.palette.go': 'Zu {{name}} gehen',
  'operations.palette.found_one': '{{count}} gefunden',
  'operations.palette.found_other': '{{count}} gefunden',
  'operations.palette.more_one':
    '{{count}} gefunden; schreiben Sie mehr, um alle zu sehen',
  'operations.palette.more_other':
    '{{count}} gefunden; schreiben Sie mehr, um alle zu sehen',
  'operations.acted': 'von Menschen getan',
  'operations.actedOn': '{{label}}: {{name}}',
  'operations.with': 'mit {{input}}',
  'operations.actsFailed': 'Was Menschen taten, war nicht zu laden',
};
