/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a session knows from its mirror: all of it works without a network. */
#pragma once

#include "foyer-lead-list-model.h"
#include "foyer-likeness.h"
#include "foyer-mirror-refresh.h"
#include "foyer-note.h"
#include "foyer-session.h"

G_BEGIN_DECLS

FoyerMirrorRefresh *foyer_session_get_refresh (FoyerSession *self);

void foyer_session_time_passed (FoyerSession *self);

/* query NULL: all leads, newest first. */
FoyerLeadListModel *foyer_session_new_lead_list (FoyerSession *self, const FoyerLeadQuery *query);

/* The ids the query wants, in its order, to go through them one by one (export, bulk edit): a GArray of gint64. */
void foyer_session_list_ids_async (FoyerSession *self,
                                   const FoyerLeadQuery *query,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GArray *foyer_session_list_ids_finish (FoyerSession *self, GAsyncResult *result, GError **error);
/* Leads of the mirror by their ids, in that order, without those it does not have: a GPtrArray of FoyerLead. For
 * export: ask for a hundred at a time. */
void foyer_session_load_leads_async (FoyerSession *self,
                                     GArray *platform_ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *foyer_session_load_leads_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/**
 * FoyerLeadCount:
 * @key: of what: a stage's or a source's id, 0 for none
 * @month: year * 100 + month of creation, in UTC; 0 where it was not asked for
 */
typedef struct
{
  gint64 key;
  guint month;
  guint n;
} FoyerLeadCount;

/* How many of the leads the query wants have each value of the field (stage, source, any that can be filtered by), and,
 * with by_month, were created in which month: for the columns of a pipeline and for pictures. A GArray of
 * FoyerLeadCount. */
void foyer_session_count_leads_async (FoyerSession *self,
                                      const FoyerLeadQuery *query,
                                      FoyerLeadField field,
                                      gboolean by_month,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GArray *foyer_session_count_leads_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/**
 * FoyerSimilar:
 * @party: (nullable): a company or person that looks the same; one that is not on the platform yet has an id below 0
 * @lead: (nullable): else a lead of one that does, or one of the same name
 * @local_lead: (nullable): else such a lead that is not on the platform yet: a draft, or one that waits to be sent
 * @likeness: in what
 */
typedef struct
{
  FoyerParty *party;
  FoyerLeadSummary *lead;
  FoyerLead *local_lead;
  FoyerLikeness likeness;
} FoyerSimilar;

/* What looks like what is being typed: companies and people, then leads, in both what is not on the platform yet first;
 * at most limit of each. Local, a few milliseconds: ask at every pause. except_lead: the lead that is open, 0 for none.
 * A GPtrArray of FoyerSimilar. */
void foyer_session_find_similar_async (FoyerSession *self,
                                       const FoyerIdentity *identity,
                                       gint64 except_lead,
                                       guint limit,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *foyer_session_find_similar_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/* The notes of a lead, oldest first: what the mirror has, brought up to date first where the platform can be asked
 * (is_current). A GPtrArray of FoyerNote. */
void foyer_session_list_notes_async (FoyerSession *self,
                                     gint64 lead_id,
                                     gboolean ask_platform,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *foyer_session_list_notes_finish (FoyerSession *self,
                                            GAsyncResult *result,
                                            gboolean *is_current,
                                            GError **error);
/* Adds a note, or changes one (note_id > 0). Sent at once; one whose reply was lost is looked up first when it is sent
 * again with the same text. FOYER_ERROR_UNCERTAIN: it may have arrived. */
void foyer_session_save_note_async (FoyerSession *self,
                                    gint64 lead_id,
                                    gint64 note_id,
                                    const char *text,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
FoyerNote *foyer_session_save_note_finish (FoyerSession *self, GAsyncResult *result, GError **error);
/* Of how many leads the search covers the notes, and how many leads there are. */
void foyer_session_count_notes_async (FoyerSession *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean foyer_session_count_notes_finish (
    FoyerSession *self, GAsyncResult *result, guint *n_leads_with_notes, guint *n_leads, GError **error);

G_END_DECLS
