/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds out, by trying, what an account's key may do and what of the platform is honoured (design.md): nothing is
 * assumed. */

#include "foyer-account-check.h"

#include "foyer-calls.h"
#include "foyer-client.h"
#include "foyer-collection.h"
#include "foyer-keyring.h"
#include "foyer-lead-sample.h"
#include "foyer-lead-service.h"
#include "foyer-picklist-service.h"

/* What a check does not find out. */
#define FOUND_BY_USE                                                                                                   \
  (FOYER_ABILITY_READ_OWN_ADD_BACK | FOYER_ABILITY_READ_OWN_COMPANY_BACK | FOYER_ABILITY_READ_OWN_PERSON_BACK          \
   | FOYER_ABILITY_READ_OWN_NOTE_BACK | FOYER_ABILITY_LIST_ALL_NOTES)

struct _FoyerAccountCheck
{
  GObject parent_instance;

  /* owned */
  FoyerAccount *account;
  char *secret;
  FoyerClient *client;
  FoyerLeadService *lead_service;
  FoyerPicklistService *picklist_service;
  FoyerPicklist *owners;
  GError *errors[FOYER_N_CHECKS];
  FoyerPage *sample; /* of leads, not filtered */

  FoyerCheckOutcome outcomes[FOYER_N_CHECKS];
  FoyerAbilities abilities;
  guint page_cap;
};

enum
{
  SIGNAL_PROGRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerAccountCheck, foyer_account_check, G_TYPE_OBJECT)

static gpointer
read_nothing (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  return NULL;
}

/* The owners are fetched whole, for the person to say which one they are; filters are tried last, on the leads. */
static const struct
{
  FoyerCollection collection;
  FoyerAbilities ability;
} lists[FOYER_N_CHECKS] = {
  [FOYER_CHECK_LEADS] = { { "crm", "getLeadList", read_nothing, g_object_unref }, FOYER_ABILITY_LIST_LEADS },
  [FOYER_CHECK_COMPANIES] = { { "contact", "getCompanyList", read_nothing, g_object_unref },
                              FOYER_ABILITY_LIST_COMPANIES },
  [FOYER_CHECK_CONTACTS] = { { "contact", "getContactList", read_nothing, g_object_unref },
                             FOYER_ABILITY_LIST_CONTACTS },
  [FOYER_CHECK_OWNERS] = { { "account", "getUserList", read_nothing, g_object_unref }, FOYER_ABILITY_LIST_OWNERS },
  [FOYER_CHECK_INDUSTRIES] = { { "account", "getIndustryList", read_nothing, g_object_unref },
                               FOYER_ABILITY_LIST_INDUSTRIES },
  [FOYER_CHECK_QUALITIES] = { { "crm", "getLeadQualityList", read_nothing, g_object_unref },
                              FOYER_ABILITY_LIST_QUALITIES },
  [FOYER_CHECK_STAGES] = { { "crm", "getLeadStageList", read_nothing, g_object_unref }, FOYER_ABILITY_LIST_STAGES },
  [FOYER_CHECK_TYPES] = { { "crm", "getLeadTypeList", read_nothing, g_object_unref }, FOYER_ABILITY_LIST_TYPES },
  [FOYER_CHECK_SOURCES] = { { "crm", "getLeadSourceList", read_nothing, g_object_unref }, FOYER_ABILITY_LIST_SOURCES },
  [FOYER_CHECK_CHANNELS] = { { "crm", "getLeadChannelList", read_nothing, g_object_unref },
                             FOYER_ABILITY_LIST_CHANNELS },
};

/* What is tried with a filter: that every row that comes satisfies it, though not every row of the sample does. */
static const struct
{
  const char *filter;
  FoyerLeadField date; /* none: the ID */
  FoyerAbilities ability;
} filters[] = {
  { "id", FOYER_LEAD_NO_FIELD, FOYER_ABILITY_FILTER_LEAD_ID },
  { "createdDate__GREATERTHAN", FOYER_LEAD_CREATED, FOYER_ABILITY_FILTER_LEAD_CREATED },
  { "modifiedDate__GREATERTHAN", FOYER_LEAD_MODIFIED, FOYER_ABILITY_FILTER_LEAD_MODIFIED },
};

typedef struct
{
  FoyerCheckSubject subject;
  guint filter; /* in filters */
  gint64 bound; /* the ID or date asked for */
} Run;

static void try_subject (GTask *task);
static void try_filter (GTask *task);

static void
set_outcome (FoyerAccountCheck *self, FoyerCheckSubject subject, FoyerCheckOutcome outcome)
{
  if (self->outcomes[subject] == outcome)
    return;
  self->outcomes[subject] = outcome;
  g_signal_emit (self, signals[SIGNAL_PROGRESSED], 0, subject);
}

static void
finish_run (GTask *task)
{
  FoyerAccountCheck *self = g_task_get_source_object (task);
  FoyerAbilities kept = foyer_account_get_abilities (self->account) & FOUND_BY_USE;

  foyer_account_set_abilities (self->account, self->abilities | kept);
  foyer_account_set_page_cap (self->account, self->page_cap);
  foyer_account_set_checked (self->account, g_get_real_time () / G_USEC_PER_SEC);
  g_task_return_boolean (task, TRUE);
}

static void
go_on (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (++run->subject < FOYER_N_CHECKS)
    try_subject (task);
  else
    finish_run (task);
}

/* An error that says nothing about the list that was asked for: the network went, or the person gave up. */
static gboolean
ends_run (const GError *error)
{
  return error->domain != FOYER_ERROR || error->code == FOYER_ERROR_OFFLINE || error->code == FOYER_ERROR_TLS
         || error->code == FOYER_ERROR_BUSY || error->code == FOYER_ERROR_CLOCK;
}

/* Takes the error. */
static void
note_off (GTask *task, FoyerCheckSubject subject, GError *error)
{
  FoyerAccountCheck *self = g_task_get_source_object (task);

  g_clear_error (&self->errors[subject]);
  self->errors[subject] = error;
  set_outcome (self, subject, FOYER_CHECK_IS_OFF);
  if (error != NULL && ends_run (error))
    g_task_return_error (task, g_error_copy (error));
  else
    go_on (task);
}

static void
note_works (GTask *task, FoyerCheckSubject subject)
{
  FoyerAccountCheck *self = g_task_get_source_object (task);

  self->abilities |= lists[subject].ability;
  set_outcome (self, subject, FOYER_CHECK_WORKS);
  go_on (task);
}

static void
pinged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerAccountCheck *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (foyer_client_ping_finish (FOYER_CLIENT (source), result, NULL, &error))
    {
      note_works (task, FOYER_CHECK_PING);
      return;
    }
  self->errors[FOYER_CHECK_PING] = g_error_copy (error);
  set_outcome (self, FOYER_CHECK_PING, FOYER_CHECK_IS_OFF);
  g_task_return_error (task, error);
}

static void
list_tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_collection_fetch_finish (FOYER_CLIENT (source), result, &error);

  if (page != NULL)
    note_works (task, run->subject);
  else
    note_off (task, run->subject, error);
}

static void
owners_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerAccountCheck *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray)
      items = foyer_picklist_service_fetch_finish (FOYER_PICKLIST_SERVICE (source), result, NULL, NULL, &error);

  if (items == NULL)
    {
      note_off (task, FOYER_CHECK_OWNERS, error);
      return;
    }
  foyer_picklist_update (self->owners, items);
  note_works (task, FOYER_CHECK_OWNERS);
}

static void
filter_tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerAccountCheck *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_lead_service_list_finish (FOYER_LEAD_SERVICE (source), result, &error);

  if (page == NULL && ends_run (error))
    {
      note_off (task, FOYER_CHECK_FILTERS, error);
      return;
    }

  if (page != NULL && foyer_lead_sample_is_honoured (page, filters[run->filter].date, run->bound))
    self->abilities |= filters[run->filter].ability;
  else if (self->errors[FOYER_CHECK_FILTERS] == NULL)
    self->errors[FOYER_CHECK_FILTERS] = error != NULL
                                            ? g_error_copy (error)
                                            : foyer_error_new (FOYER_ERROR_UNSUPPORTED, "The filter %s is not honoured",
                                                               filters[run->filter].filter);
  g_clear_error (&error);
  run->filter++;
  try_filter (task);
}

static void
try_filter (GTask *task)
{
  FoyerAccountCheck *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr (FoyerFilter) filter = NULL;

  while (run->filter < G_N_ELEMENTS (filters)
         && !foyer_lead_sample_choose_bound (self->sample, filters[run->filter].date, &run->bound))
    run->filter++;
  if (run->filter == G_N_ELEMENTS (filters))
    {
      if (self->errors[FOYER_CHECK_FILTERS] == NULL)
        note_works (task, FOYER_CHECK_FILTERS);
      else
        note_off (task, FOYER_CHECK_FILTERS, g_error_copy (self->errors[FOYER_CHECK_FILTERS]));
      return;
    }

  filter = foyer_filter_new ();
  if (filters[run->filter].date == FOYER_LEAD_NO_FIELD)
    foyer_filter_add_id (filter, filters[run->filter].filter, run->bound);
  else
    foyer_filter_add_time (filter, filters[run->filter].filter, run->bound);
  foyer_lead_service_list_async (self->lead_service, filter, 0, FOYER_MAX_PER_PAGE, g_task_get_cancellable (task),
                                 filter_tried_cb, g_object_ref (task));
}

static void
sample_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerAccountCheck *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->sample = foyer_lead_service_list_finish (FOYER_LEAD_SERVICE (source), result, &error);
  if (self->sample == NULL)
    {
      note_off (task, FOYER_CHECK_FILTERS, error);
      return;
    }
  if (foyer_lead_sample_is_ordered (self->sample))
    self->abilities |= FOYER_ABILITY_LEADS_ORDERED_BY_ID;
  if (!self->sample->is_last && self->sample->n_received > 0)
    self->page_cap = MIN (self->sample->n_received, FOYER_MAX_PER_PAGE);
  try_filter (task);
}

static void
try_subject (GTask *task)
{
  FoyerAccountCheck *self = g_task_get_source_object (task);
  const Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  set_outcome (self, run->subject, FOYER_CHECK_RUNNING);
  switch (run->subject)
    {
    case FOYER_CHECK_PING:
      foyer_client_ping_async (self->client, cancellable, pinged_cb, g_object_ref (task));
      break;

    case FOYER_CHECK_OWNERS:
      foyer_picklist_service_fetch_async (self->picklist_service, FOYER_PICKLIST_OWNER, cancellable, owners_fetched_cb,
                                          g_object_ref (task));
      break;

    case FOYER_CHECK_FILTERS:
      if ((self->abilities & FOYER_ABILITY_LIST_LEADS) != 0)
        foyer_lead_service_list_async (self->lead_service, NULL, 0, FOYER_MAX_PER_PAGE, cancellable, sample_fetched_cb,
                                       g_object_ref (task));
      else
        note_off (task, FOYER_CHECK_FILTERS, foyer_error_new (FOYER_ERROR_FORBIDDEN, "The leads cannot be listed"));
      break;

    case FOYER_CHECK_LEADS:
    case FOYER_CHECK_COMPANIES:
    case FOYER_CHECK_CONTACTS:
    case FOYER_CHECK_INDUSTRIES:
    case FOYER_CHECK_QUALITIES:
    case FOYER_CHECK_STAGES:
    case FOYER_CHECK_TYPES:
    case FOYER_CHECK_SOURCES:
    case FOYER_CHECK_CHANNELS:
    case FOYER_N_CHECKS:
    default:
      foyer_collection_fetch_async (&lists[run->subject].collection, self->client, NULL, NULL, NULL, 0, 1, cancellable,
                                    list_tried_cb, g_object_ref (task));
      break;
    }
}

static void
forget_results (FoyerAccountCheck *self)
{
  for (int subject = 0; subject < FOYER_N_CHECKS; subject++)
    {
      g_clear_error (&self->errors[subject]);
      set_outcome (self, (FoyerCheckSubject) subject, FOYER_CHECK_WAITING);
    }
  g_clear_pointer (&self->sample, foyer_page_free);
  self->abilities = FOYER_ABILITY_NONE;
  self->page_cap = FOYER_MAX_PER_PAGE;
}

static void
foyer_account_check_finalize (GObject *object)
{
  FoyerAccountCheck *self = FOYER_ACCOUNT_CHECK (object);

  for (int subject = 0; subject < FOYER_N_CHECKS; subject++)
    g_clear_error (&self->errors[subject]);
  g_clear_pointer (&self->sample, foyer_page_free);
  g_clear_pointer (&self->secret, foyer_keyring_wipe);
  g_clear_object (&self->picklist_service);
  g_clear_object (&self->lead_service);
  g_clear_object (&self->client);
  g_clear_object (&self->owners);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (foyer_account_check_parent_class)->finalize (object);
}

static void
foyer_account_check_class_init (FoyerAccountCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_account_check_finalize;

  /**
   * FoyerAccountCheck::progressed:
   * @subject: a `FoyerCheckSubject` whose outcome changed
   */
  signals[SIGNAL_PROGRESSED] = g_signal_new ("progressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
foyer_account_check_init (FoyerAccountCheck *self)
{
  self->owners = foyer_picklist_new (FOYER_PICKLIST_OWNER);
}

/**
 * foyer_account_check_new:
 * @account: gets, when the check is through, what was found out
 * @secret: tried before it is kept
 */
FoyerAccountCheck *
foyer_account_check_new (FoyerAccount *account, const char *secret)
{
  FoyerAccountCheck *self = g_object_new (FOYER_TYPE_ACCOUNT_CHECK, NULL);

  self->account = g_object_ref (account);
  self->secret = g_strdup (secret);
  return self;
}

/**
 * foyer_account_check_run_async:
 *
 * May be run again, with another address or key in the account.
 */
void
foyer_account_check_run_async (FoyerAccountCheck *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (FOYER_IS_ACCOUNT_CHECK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_account_check_run_async);
  g_task_set_task_data (task, g_new0 (Run, 1), g_free);
  forget_results (self);

  g_clear_object (&self->client);
  g_clear_object (&self->lead_service);
  g_clear_object (&self->picklist_service);
  self->client = foyer_client_new (foyer_account_get_address (self->account), foyer_account_get_key (self->account),
                                   self->secret, &error);
  if (self->client == NULL)
    {
      self->errors[FOYER_CHECK_PING] = g_error_copy (error);
      set_outcome (self, FOYER_CHECK_PING, FOYER_CHECK_IS_OFF);
      g_task_return_error (task, error);
      return;
    }
  self->lead_service = foyer_lead_service_new (self->client);
  self->picklist_service = foyer_picklist_service_new (self->client);
  try_subject (task);
}

/**
 * foyer_account_check_run_finish:
 *
 * Returns: whether the account can be used; %FALSE with the error of the ping, or of a network that went during the
 * check
 */
gboolean
foyer_account_check_run_finish (FoyerAccountCheck *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

FoyerCheckOutcome
foyer_account_check_get_outcome (FoyerAccountCheck *self, FoyerCheckSubject subject)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT_CHECK (self), FOYER_CHECK_WAITING);
  g_return_val_if_fail (subject < FOYER_N_CHECKS, FOYER_CHECK_WAITING);
  return self->outcomes[subject];
}

/**
 * foyer_account_check_get_error:
 *
 * Returns: (nullable): why the subject is off
 */
const GError *
foyer_account_check_get_error (FoyerAccountCheck *self, FoyerCheckSubject subject)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT_CHECK (self), NULL);
  g_return_val_if_fail (subject < FOYER_N_CHECKS, NULL);
  return self->errors[subject];
}

/**
 * foyer_account_check_get_owners:
 *
 * Returns: (transfer none): the people of the account, for "Which of these people are you?"; empty when that list is
 * off
 */
FoyerPicklist *
foyer_account_check_get_owners (FoyerAccountCheck *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT_CHECK (self), NULL);
  return self->owners;
}

/**
 * foyer_account_check_describe_calls:
 *
 * What a key has to allow: every call that is ever made, also those that the check does not try because they write.
 *
 * Returns: (transfer full): a call a line, as the platform names them: `contact addOrUpdateLead`
 */
char *
foyer_account_check_describe_calls (void)
{
  guint n;
  const FoyerCallName *calls = foyer_calls_list (&n);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "", calls[i].name_space, calls[i].action);
  return g_string_free_and_steal (text);
}
