/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The platform's picklists (platform-api.md, 4). One reader for all: a table says which members hold what. */

#include "foyer-picklist-service.h"

#include "foyer-collection.h"
#include "foyer-json.h"
#include "foyer-text.h"

/* 10,000 items: nobody chooses from more. */
#define MAX_PAGES 100

struct _FoyerPicklistService
{
  GObject parent_instance;

  FoyerClient *client; /* owned */
};

G_DEFINE_FINAL_TYPE (FoyerPicklistService, foyer_picklist_service, G_TYPE_OBJECT)

/* One row of a list: an item, and the items below it: the reasons of a stage, the subtypes of a type. */
typedef struct
{
  FoyerPicklistItem *item; /* owned */
  GPtrArray *children;     /* owned, of FoyerPicklistItem */
  guint n_bad_children;
} Branch;

typedef struct
{
  const char *title[2]; /* joined with a space */
  const char *children; /* nullable */
  const char *child_title;
} Members;

static const Members members[FOYER_N_PICKLISTS] = {
  [FOYER_PICKLIST_QUALITY] = { { "label" } },
  [FOYER_PICKLIST_STAGE] = { { "name" }, "reasons", "reason" },
  [FOYER_PICKLIST_TYPE] = { { "type" }, "subtypes", "name" },
  [FOYER_PICKLIST_INDUSTRY] = { { "name" } },
  [FOYER_PICKLIST_SOURCE] = { { "name" } },
  [FOYER_PICKLIST_CHANNEL] = { { "name" } },
  [FOYER_PICKLIST_OWNER] = { { "firstName", "lastName" } },
};

static gpointer read_branch (JsonObject *row, gboolean *is_bad, gpointer read_data);
static void branch_free (gpointer data);

static const FoyerCollection collections[FOYER_N_PICKLISTS] = {
  [FOYER_PICKLIST_QUALITY] = { "crm", "getLeadQualityList", read_branch, branch_free },
  [FOYER_PICKLIST_STAGE] = { "crm", "getLeadStageList", read_branch, branch_free },
  [FOYER_PICKLIST_TYPE] = { "crm", "getLeadTypeList", read_branch, branch_free },
  [FOYER_PICKLIST_INDUSTRY] = { "account", "getIndustryList", read_branch, branch_free },
  [FOYER_PICKLIST_SOURCE] = { "crm", "getLeadSourceList", read_branch, branch_free },
  [FOYER_PICKLIST_CHANNEL] = { "crm", "getLeadChannelList", read_branch, branch_free },
  [FOYER_PICKLIST_OWNER] = { "account", "getUserList", read_branch, branch_free },
};

static void
branch_free (gpointer data)
{
  Branch *branch = data;

  g_object_unref (branch->item);
  g_ptr_array_unref (branch->children);
  g_free (branch);
}

/* Tidied, since it may hold anything; `NULL` when nothing is left of it. */
static char *
read_title (JsonObject *row, const char *first, const char *second)
{
  g_autofree char *head = foyer_json_get_text (row, first);
  g_autofree char *tail = second != NULL ? foyer_json_get_text (row, second) : NULL;
  g_autofree char *joined = g_strdup_printf ("%s %s", head != NULL ? head : "", tail != NULL ? tail : "");
  g_autofree char *title = foyer_text_clean (joined, FALSE);

  return *title != '\0' ? g_steal_pointer (&title) : NULL;
}

/* A user without a name has an e-mail address, currentStatus 2 is inactive; opportunity-only stages say so in applyTo.
 */
static FoyerPicklistItem *
read_item (JsonObject *row, FoyerPicklistKind kind)
{
  g_autofree char *title = read_title (row, members[kind].title[0], members[kind].title[1]);
  gint64 applies_to = FOYER_APPLIES_TO_ANYTHING;
  gboolean is_retired = FALSE;

  if (kind == FOYER_PICKLIST_OWNER)
    {
      is_retired = foyer_json_get_integer (row, "currentStatus", 1) == 2;
      if (title == NULL)
        title = read_title (row, "email", NULL);
    }
  if (kind == FOYER_PICKLIST_STAGE)
    applies_to = foyer_json_get_integer (row, "applyTo", FOYER_APPLIES_TO_ANYTHING);
  if (applies_to != FOYER_APPLIES_TO_OPPORTUNITIES && applies_to != FOYER_APPLIES_TO_LEADS)
    applies_to = FOYER_APPLIES_TO_ANYTHING;
  if (title == NULL)
    return NULL;
  return foyer_picklist_item_new (foyer_json_get_id (row, "id"), title, 0, is_retired, (FoyerAppliesTo) applies_to);
}

static void
read_children (Branch *branch, JsonObject *row, const Members *names)
{
  g_autoptr (GPtrArray) elements = foyer_json_get_elements (row, names->children);

  for (guint i = 0; elements != NULL && i < elements->len; i++)
    {
      JsonObject *child = foyer_json_node_object (elements->pdata[i]);
      g_autofree char *title = read_title (child, names->child_title, NULL);
      gint64 id = foyer_json_get_id (child, "id");

      if (id == 0 || title == NULL)
        branch->n_bad_children++;
      else
        g_ptr_array_add (branch->children,
                         foyer_picklist_item_new (id, title, foyer_picklist_item_get_id (branch->item), FALSE,
                                                  FOYER_APPLIES_TO_ANYTHING));
    }
}

static gpointer
read_branch (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  FoyerPicklistKind kind = GPOINTER_TO_UINT (read_data);
  FoyerPicklistItem *item = read_item (row, kind);
  Branch *branch;

  *is_bad = item == NULL;
  if (item == NULL)
    return NULL;

  branch = g_new0 (Branch, 1);
  branch->item = item;
  branch->children = g_ptr_array_new_with_free_func (g_object_unref);
  if (members[kind].children != NULL)
    read_children (branch, row, &members[kind]);
  return branch;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FoyerPage *page = foyer_collection_fetch_all_finish (FOYER_CLIENT (source), result, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) foyer_page_free);
  else
    g_task_return_error (task, error);
}

static void
foyer_picklist_service_dispose (GObject *object)
{
  FoyerPicklistService *self = FOYER_PICKLIST_SERVICE (object);

  g_clear_object (&self->client);
  G_OBJECT_CLASS (foyer_picklist_service_parent_class)->dispose (object);
}

static void
foyer_picklist_service_class_init (FoyerPicklistServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_picklist_service_dispose;
}

static void
foyer_picklist_service_init (FoyerPicklistService *self)
{
}

FoyerPicklistService *
foyer_picklist_service_new (FoyerClient *client)
{
  FoyerPicklistService *self = g_object_new (FOYER_TYPE_PICKLIST_SERVICE, NULL);

  self->client = g_object_ref (client);
  return self;
}

/**
 * foyer_picklist_service_fetch_async:
 * @kind: any but `FOYER_PICKLIST_STAGE_REASON` and `FOYER_PICKLIST_SUBTYPE`, which come with the stages and the types
 *
 * Fetches a whole list, all pages.
 */
void
foyer_picklist_service_fetch_async (FoyerPicklistService *self,
                                    FoyerPicklistKind kind,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FOYER_IS_PICKLIST_SERVICE (self));
  g_return_if_fail (kind < FOYER_N_PICKLISTS && collections[kind].action != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_picklist_service_fetch_async);
  foyer_collection_fetch_all_async (&collections[kind], self->client, NULL, GUINT_TO_POINTER (kind), NULL, MAX_PAGES,
                                    cancellable, fetched_cb, g_steal_pointer (&task));
}

/**
 * foyer_picklist_service_fetch_finish:
 * @children: (out) (optional) (transfer full) (element-type FoyerPicklistItem): the reasons of stages, the subtypes of
 * types
 * @n_bad: (out) (optional): how many rows could not be read
 *
 * Returns: (transfer full) (element-type FoyerPicklistItem): the items in the platform's order, or `NULL` with an error
 */
GPtrArray *
foyer_picklist_service_fetch_finish (
    FoyerPicklistService *self, GAsyncResult *result, GPtrArray **children, guint *n_bad, GError **error)
{
  g_autoptr (FoyerPage) page = NULL;
  g_autoptr (GPtrArray) below = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *items;
  guint bad;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  page = g_task_propagate_pointer (G_TASK (result), error);
  if (page == NULL)
    return NULL;

  bad = page->n_bad;
  items = g_ptr_array_new_full (page->rows->len, g_object_unref);
  for (guint i = 0; i < page->rows->len; i++)
    {
      Branch *branch = page->rows->pdata[i];

      g_ptr_array_add (items, g_object_ref (branch->item));
      for (guint j = 0; j < branch->children->len; j++)
        g_ptr_array_add (below, g_object_ref (branch->children->pdata[j]));
      bad += branch->n_bad_children;
    }
  if (children != NULL)
    *children = g_steal_pointer (&below);
  if (n_bad != NULL)
    *n_bad = bad;
  return items;
}
