/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_PAGE (foyer_lead_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadPage, foyer_lead_page, FOYER, LEAD_PAGE, AdwNavigationPage)

/* Properties: session (FoyerSession, may be NULL), collapsed (whether it is all there is to see), undo-seconds (for how
 * long a save can be undone).
 * Signals: saved: a save is on the disk, or has arrived; parked (const char *uuid): a draft was kept because its lead
 * was left; toast (const char *text, const char *button_label or NULL, const char *detailed_action_name or NULL): the
 * window shows it. Actions: page.save, page.save-and-new, page.discard, page.history. Uses: win.new-lead,
 * win.previous-lead, win.next-lead, win.leave, win.undo, win.outbox. */
FoyerLeadPage *foyer_lead_page_new (void);
void foyer_lead_page_set_session (FoyerLeadPage *self, FoyerSession *session);
void foyer_lead_page_set_collapsed (FoyerLeadPage *self, gboolean collapsed);
FoyerLead *foyer_lead_page_get_lead (FoyerLeadPage *self);
const char *foyer_lead_page_get_lead_uuid (FoyerLeadPage *self);
gint64 foyer_lead_page_get_platform_id (FoyerLeadPage *self);
gboolean foyer_lead_page_is_dirty (FoyerLeadPage *self);

void foyer_lead_page_start_new (FoyerLeadPage *self);
void foyer_lead_page_open_lead (FoyerLeadPage *self, FoyerLead *lead);
void foyer_lead_page_open_draft (FoyerLeadPage *self, FoyerDraft *draft);
void foyer_lead_page_open_prefilled (FoyerLeadPage *self, FoyerLead *lead);
void foyer_lead_page_open_row (FoyerLeadPage *self, FoyerOutboxRow *row);
void foyer_lead_page_focus_name (FoyerLeadPage *self);
void foyer_lead_page_focus_refusal (FoyerLeadPage *self);
gboolean foyer_lead_page_save_note (FoyerLeadPage *self);
void foyer_lead_page_refresh_notes (FoyerLeadPage *self);
void foyer_lead_page_save (FoyerLeadPage *self, gboolean then_new);
void foyer_lead_page_park_async (FoyerLeadPage *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean foyer_lead_page_park_finish (FoyerLeadPage *self, GAsyncResult *result, GError **error);

G_END_DECLS
