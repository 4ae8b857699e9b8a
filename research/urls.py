from django.urls import path

from research.views import finding, report, survey, wave

app_name = "research"

urlpatterns = [
    path("surveys/", wave.waves, name="waves"),
    path("surveys/new/", wave.wave_new, name="wave_new"),
    path("surveys/questionnaires/<int:pk>/", wave.questionnaire, name="questionnaire"),
    path("surveys/<int:wave>/ask/", wave.wave_ask, name="wave_ask"),
    path("surveys/<int:wave>/<int:assignment>/", survey.survey, name="survey"),
    path("surveys/<int:wave>/<int:assignment>/review/", survey.survey_review, name="survey_review"),
    path("surveys/<int:wave>/<int:assignment>/<int:page>/", survey.survey_page, name="survey_page"),
    path("reports/<int:wave>/", report.report, name="report"),
    path("reports/<int:wave>/<slug:question>/freeze/", report.freeze, name="freeze"),
    path("reports/<int:wave>/<slug:question>.csv", report.report_csv, name="report_csv"),
    path("reports/<int:wave>/<slug:question>.svg", report.report_svg, name="report_svg"),
    path("results/<int:pk>/", report.result, name="result"),
    path("results/<int:pk>/table.csv", report.result_csv, name="result_csv"),
    path("results/<int:pk>/chart.svg", report.result_svg, name="result_svg"),
    path("findings/", finding.findings, name="findings"),
    path("findings/new/", finding.finding_new, name="finding_new"),
    path("findings/<int:pk>/", finding.finding, name="finding"),
    path("findings/<int:pk>/withdraw/", finding.withdraw, name="finding_withdraw"),
]
