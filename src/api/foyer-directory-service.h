/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-collection.h"
#include "foyer-party.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DIRECTORY_SERVICE (foyer_directory_service_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDirectoryService, foyer_directory_service, FOYER, DIRECTORY_SERVICE, GObject)

FoyerDirectoryService *foyer_directory_service_new (FoyerClient *client);
void foyer_directory_service_search_async (FoyerDirectoryService *self,
                                           FoyerPartyKind kind,
                                           const char *text,
                                           gint64 company_id,
                                           guint limit,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *foyer_directory_service_search_finish (FoyerDirectoryService *self, GAsyncResult *result, GError **error);
void foyer_directory_service_get_async (FoyerDirectoryService *self,
                                        FoyerPartyKind kind,
                                        gint64 id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
FoyerParty *foyer_directory_service_get_finish (FoyerDirectoryService *self, GAsyncResult *result, GError **error);

/**
 * FoyerDirectoryPage:
 * @page: (not nullable): the companies or people that came
 * @anonymised: (element-type gint64): the ids of those that are nobody any more
 * @is_honoured: whether nothing came that the filter should have left out
 */
typedef struct
{
  FoyerPage *page;
  GArray *anonymised;
  gboolean is_honoured;
} FoyerDirectoryPage;

void foyer_directory_page_free (FoyerDirectoryPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDirectoryPage, foyer_directory_page_free)

void foyer_directory_service_list_async (FoyerDirectoryService *self,
                                         FoyerPartyKind kind,
                                         gint64 changed_since,
                                         gint64 from_id,
                                         guint start,
                                         guint per_page,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
FoyerDirectoryPage *foyer_directory_service_list_finish (FoyerDirectoryService *self,
                                                         GAsyncResult *result,
                                                         GError **error);

FoyerRequest *foyer_directory_service_prepare_add (FoyerDirectoryService *self, FoyerParty *party, const char *mark);

/**
 * FoyerDirectoryLook:
 * @page: (not nullable): the parties that carry the mark, or have the same name
 * @marked: (element-type gint64): the ids of those that carry it
 * @shows_marks: whether the platform shows marks at all, as far as anything was seen
 *
 * What a look for a company or person that was added has shown.
 */
typedef struct
{
  FoyerPage *page;
  GArray *marked;
  gboolean shows_marks;
} FoyerDirectoryLook;

void foyer_directory_look_free (FoyerDirectoryLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDirectoryLook, foyer_directory_look_free)

void foyer_directory_service_look_async (FoyerDirectoryService *self,
                                         FoyerParty *party,
                                         const char *mark,
                                         gint64 since,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
FoyerDirectoryLook *foyer_directory_service_look_finish (FoyerDirectoryService *self,
                                                         GAsyncResult *result,
                                                         GError **error);

G_END_DECLS
